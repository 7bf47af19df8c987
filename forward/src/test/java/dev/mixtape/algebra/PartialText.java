package dev.mixtape.algebra;

import static java.util.stream.Collectors.joining;

import dev.mixtape.algebra.program.Program;
import dev.mixtape.algebra.program.Program.Step;
import dev.mixtape.algebra.program.Recorder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// A partial of a row as a formula: what its expression does, recorded.
///
/// @param program the recorded expression; its inputs are the result and the operands
/// @param names of the inputs
record PartialText(Program program, List<String> names) {
  private static final Map<Double, String> CONSTANTS = new HashMap<>();
  private static final int LONGEST = 40;

  /// How strongly an expression binds: sums, what begins with a minus, products, all else.
  private static final int SUM = 1;

  private static final int SIGNED = 2;
  private static final int PRODUCT = 3;
  private static final int ATOM = 4;

  static {
    name(Math.PI, "π");
    name(Math.PI / 2, "π/2");
    name(Math.log(2), "ln 2");
    name(1 / Math.log(2), "1/ln 2");
    name(Math.log(10), "ln 10");
    name(1 / Math.log(10), "1/ln 10");
    name(2 / Math.sqrt(Math.PI), "2/√π");
    name(Math.sqrt(Math.PI) / 2, "√π/2");
    name(Math.sqrt(2 * Math.PI), "√(2π)");
    name(Double.POSITIVE_INFINITY, "∞");
  }

  private static void name(double constant, String name) {
    CONSTANTS.put(constant, name);
    CONSTANTS.put(-constant, "-" + name);
  }

  /// The partial of `row` in operand `i`, recorded at its first reference point.
  static PartialText of(Row row, int i, List<String> operands) {
    RowReference r = RowReference.of(row).getFirst();
    double y = row.number(r.a(), r.b(), r.c());
    List<Value> inputs = Stream.concat(Stream.of(y), r.at().stream()).map(Value::of).toList();
    boolean[] active = new boolean[inputs.size()];
    Arrays.fill(active, true);
    Program program =
        Objects.requireNonNull(
            Recorder.record(
                    inputs,
                    active,
                    in ->
                        row.partial(i, in.get(0), in.subList(1, in.size()).toArray(Value[]::new))
                            .asReal())
                .program());
    List<String> names = new ArrayList<>(operands);
    names.addFirst("y");
    return new PartialText(program, names);
  }

  /// The rows that the formula uses.
  Set<Row> rows() {
    Set<Row> rows = new LinkedHashSet<>();
    for (Step step : program.steps()) {
      if (step instanceof Step.Apply(Row row, _, _)) rows.add(row);
    }
    return rows;
  }

  /// The formula, or which operations it uses where it would fill more than a line.
  @Override
  public String toString() {
    if (isLong()) {
      return rows().stream()
          .map(Row::name)
          .collect(joining(", ", program.steps().size() + " steps of ", ""));
    }
    String branch = program.guards().isEmpty() ? "" : ", on one branch";
    return text(result(), 0) + branch;
  }

  private int result() {
    return program.outputs().getFirst();
  }

  /// True when the formula would name more than [#LONGEST] steps, shared ones counted anew.
  private boolean isLong() {
    long[] sizes = new long[program.steps().size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = 1;
      if (program.steps().get(i) instanceof Step.Apply(_, int[] operands, _))
        for (int operand : operands) sizes[i] = Math.min(LONGEST + 1, sizes[i] + sizes[operand]);
    }
    return sizes[result()] > LONGEST;
  }

  /// The formula of a step, in parentheses where it binds weaker than `binding`.
  private String text(int step, int binding) {
    return switch (program.steps().get(step)) {
      case Step.Input(int number, _) -> names.get(number);
      case Step.Constant(Value value) -> constant(value.scalarNumber(), binding);
      case Step.Apply(Operation operation, int[] x, _) -> apply(operation, x, binding);
      case Step.Capture _ -> throw new AssertionError("a partial captures nothing");
    };
  }

  private static String constant(double constant, int binding) {
    String text = number(constant);
    int own = constant < 0 ? SIGNED : text.contains("/") ? PRODUCT : ATOM;
    return parenthesized(text, own, binding);
  }

  private String apply(Operation operation, int[] x, int binding) {
    return switch (operation.name()) {
      case "plus" -> infix(x, " + ", SUM, SUM, SUM, binding);
      case "minus" -> infix(x, " - ", SUM, SUM, PRODUCT, binding);
      case "times" -> product(x, binding);
      case "div" -> infix(x, " / ", SIGNED, PRODUCT, ATOM, binding);
      case "unaryMinus" -> parenthesized("-" + text(x[0], PRODUCT), SIGNED, binding);
      default ->
          Arrays.stream(x)
              .mapToObj(operand -> text(operand, 0))
              .collect(joining(", ", operation.name() + "(", ")"));
    };
  }

  /// A product with a number first; a square where both are the same.
  private String product(int[] x, int binding) {
    if (x[0] == x[1]) return text(x[0], ATOM) + "²";
    if (program.steps().get(x[1]) instanceof Step.Constant(Value value)) {
      String text = number(value.scalarNumber()) + " · " + text(x[0], PRODUCT);
      return parenthesized(text, value.scalarNumber() < 0 ? SIGNED : PRODUCT, binding);
    }
    return infix(x, " · ", SIGNED, PRODUCT, PRODUCT, binding);
  }

  private String infix(int[] x, String sign, int left, int own, int right, int binding) {
    return parenthesized(text(x[0], left) + sign + text(x[1], right), own, binding);
  }

  private static String parenthesized(String text, int own, int binding) {
    return own < binding ? "(" + text + ")" : text;
  }

  /// A number as one reads it: integral without a fraction, constants by name.
  static String number(double number) {
    String name = CONSTANTS.get(number);
    if (name != null) return name;
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
