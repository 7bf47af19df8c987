package dev.mixtape.tape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.rows.Shapes;
import dev.mixtape.algebra.rows.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A random scalar graph, with derivatives of some of its values that were computed elsewhere.
///
/// @param number of its block in the file
/// @param inputs where the derivatives were taken
/// @param steps the operations
/// @param outputs the values whose derivatives are known, of which the last is the graph's result
/// @param values of the outputs
/// @param jacobian of the outputs
/// @param hessian of the result
record ReferenceGraph(
    int number,
    RealVector inputs,
    List<Step> steps,
    List<Integer> outputs,
    RealVector values,
    RealMatrix jacobian,
    RealMatrix hessian) {
  /// Relative to the largest entry of a vector or matrix.
  private static final double PRECISION = 1e-10;

  private static final Map<String, Row> ROWS =
      Table.ROWS.stream().collect(Collectors.toMap(Row::name, Function.identity()));

  /// An operation on inputs and earlier results, counted from 0.
  record Step(Row row, List<Integer> operands) {
    Value apply(List<Value> values) {
      List<Value> x = operands.stream().map(values::get).toList();
      return switch (x.size()) {
        case 1 -> row.of(x.get(0));
        case 2 -> row.of(x.get(0), x.get(1));
        default -> row.of(x.get(0), x.get(1), x.get(2));
      };
    }
  }

  /// The lines of one graph in the file, by their first word.
  private record Block(List<String> lines) {
    List<String[]> of(String first) {
      return lines.stream().map(l -> l.split(" ")).filter(l -> l[0].equals(first)).toList();
    }

    double[][] numbers(String first) {
      return of(first).stream()
          .map(line -> Stream.of(line).skip(1).mapToDouble(Double::parseDouble).toArray())
          .toArray(double[][]::new);
    }

    List<Step> steps() {
      List<Step> steps = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        if (line.startsWith("outputs ")) break;
        String[] words = line.split(" ");
        Row row = Objects.requireNonNull(ROWS.get(words[0]), words[0]);
        steps.add(new Step(row, integers(words)));
      }
      return steps;
    }

    static List<Integer> integers(String[] words) {
      return Stream.of(words).skip(1).map(Integer::valueOf).toList();
    }

    ReferenceGraph graph(int number) {
      RealMatrix values = RealMatrix.of(numbers("value"));
      return new ReferenceGraph(
          number,
          RealVector.of(numbers("graph")[0]),
          steps(),
          integers(of("outputs").get(0)),
          Shapes.flat(Value.of(values)).asVector(),
          RealMatrix.of(numbers("jacobian")),
          RealMatrix.of(numbers("hessian")));
    }
  }

  /// Every graph of the file.
  static Stream<ReferenceGraph> all() throws IOException {
    List<ReferenceGraph> graphs = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (String line : text().lines().skip(1).toList()) {
      if (line.startsWith("graph ") && !lines.isEmpty()) {
        graphs.add(new Block(lines).graph(graphs.size()));
        lines = new ArrayList<>();
      }
      lines.add(line);
    }
    graphs.add(new Block(lines).graph(graphs.size()));
    return graphs.stream();
  }

  private static String text() throws IOException {
    try (InputStream in = ReferenceGraph.class.getResourceAsStream("graphs.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private List<Value> run(RealVector x) {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) values.add(Value.of(x.get(i)));
    for (Step step : steps) values.add(step.apply(values));
    return values;
  }

  /// The outputs.
  RealVector outputs(RealVector x) {
    List<Value> all = run(x);
    return Shapes.concat(outputs.stream().map(all::get).toList()).asVector();
  }

  /// The last of the outputs.
  Real result(RealVector x) {
    return run(x).getLast().asReal();
  }

  /// The gradient of the result.
  RealVector gradient() {
    int last = outputs.size() - 1;
    return RealVector.of(jacobian.toArray()[last]);
  }

  /// A vector of this size between -1 and 1, always the same.
  RealVector direction(int size) {
    return RealVector.wrapping(new SplittableRandom(number).doubles(size, -1, 1).toArray());
  }

  void assertNear(String what, RealVector actual, RealVector expected) {
    assertNear(what, RealMatrix.of(actual.toArray()), RealMatrix.of(expected.toArray()));
  }

  void assertNear(String what, RealMatrix actual, RealMatrix expected) {
    assertThat(actual.shape()).as("%s of %s", what, this).isEqualTo(expected.shape());
    double[] answers = Value.of(actual).arrayNumbers();
    double[] numbers = Value.of(expected).arrayNumbers();
    double scale = 0;
    for (double number : numbers) scale = Math.max(scale, Math.abs(number));
    for (int i = 0; i < numbers.length; i++) {
      assertThat(Math.abs(answers[i] - numbers[i]))
          .as("%s of %s: entry %d is %s, not %s", what, this, i, answers[i], numbers[i])
          .isLessThanOrEqualTo(PRECISION * scale);
    }
  }

  @Override
  public String toString() {
    return "graph " + number + ", " + steps.size() + " operations";
  }
}
