package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.rows.Trigonometry;
import dev.mixtape.forward.Forward;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/// A random function of the numbers that it is given: each step names earlier ones by how far back
/// they are. It prints as the Java that one would write.
record ElementFunction(List<Step> steps) {
  /// What runs the steps: how nodes inside are run, and who hears how far a number is from a kink.
  /// Distances are those of plain numbers.
  record Run(Nodes nodes, @Nullable DoubleConsumer kinks) {
    void sees(double distance) {
      if (kinks != null) kinks.accept(distance);
    }
  }

  /// Rows whose results stay in range when their operands do.
  private static final Set<String> GENTLE =
      Set.of(
          "plus",
          "minus",
          "times",
          "unaryMinus",
          "fma",
          "square",
          "hypot",
          "sin",
          "cos",
          "atan",
          "tanh",
          "sigmoid",
          "erf",
          "abs",
          "max",
          "min",
          "ifPositive",
          "sign",
          "copySign",
          "floor",
          "ceil",
          "round",
          "sinpi",
          "cospi",
          "softplus",
          "rem",
          "mod",
          "div");

  sealed interface Step {
    Real apply(Run run, List<Real> values);

    String text(List<String> names);
  }

  private static <T> T back(List<T> values, int distance) {
    return values.get(values.size() - 1 - distance % values.size());
  }

  /// A row, brought back into range where it is not gentle.
  record Call(Row row, int a, int b, int c) implements Step {
    private int operand(int i) {
      return i == 0 ? a : i == 1 ? b : c;
    }

    @Override
    public Real apply(Run run, List<Real> values) {
      Value[] x = new Value[row.arity()];
      for (int i = 0; i < x.length; i++)
        x[i] = OperandRange.of(row, i).bring(Value.of(back(values, operand(i))));
      if (run.kinks() != null) run.sees(distanceFromKink(x));
      Value y =
          switch (x.length) {
            case 1 -> row.of(x[0]);
            case 2 -> row.of(x[0], x[1]);
            default -> row.of(x[0], x[1], x[2]);
          };
      return (GENTLE.contains(row.name()) ? y : Trigonometry.ATAN.of(y)).asReal();
    }

    private double distanceFromKink(Value[] x) {
      double first = x[0].scalarNumber();
      double second = x.length > 1 ? x[1].scalarNumber() : 0;
      return switch (row.name()) {
        case "abs", "sign", "ifPositive", "cbrt" -> Math.abs(first);
        case "copySign" -> Math.min(Math.abs(first), Math.abs(second));
        case "max", "min" -> Math.abs(first - second);
        case "hypot", "atan2" -> Math.hypot(first, second) / 100;
        case "floor", "ceil" -> fromIntegers(first);
        case "round" -> fromIntegers(first - 0.5);
        case "rem", "mod" -> fromIntegers(first / second);
        default -> {
          if (!row.kinks().isEmpty() && row.domain().equals("all reals"))
            throw new AssertionError("how far is " + row.name() + " from its kink?");
          yield Double.MAX_VALUE;
        }
      };
    }

    private static double fromIntegers(double x) {
      return Math.abs(x - Math.rint(x));
    }

    @Override
    public String text(List<String> names) {
      List<String> operands = new ArrayList<>();
      for (int i = 0; i < row.arity(); i++)
        operands.add(OperandRange.of(row, i).text(back(names, operand(i))));
      String call = row.name() + "(" + String.join(", ", operands) + ")";
      return GENTLE.contains(row.name()) ? call : "atan(" + call + ")";
    }
  }

  /// A number that is written into the function.
  record Literal(double number) implements Step {
    @Override
    public Real apply(Run run, List<Real> values) {
      return real(number);
    }

    @Override
    public String text(List<String> names) {
      return "real(" + number + ")";
    }
  }

  /// A branch on a comparison.
  record Branch(int left, int right, Call yes, Call no) implements Step {
    @Override
    public Real apply(Run run, List<Real> values) {
      Real x = back(values, left);
      Real y = back(values, right);
      if (run.kinks() != null) run.sees(Math.abs(x.value() - y.value()));
      return x.gt(y) ? yes.apply(run, values) : no.apply(run, values);
    }

    @Override
    public String text(List<String> names) {
      return back(names, left)
          + ".gt("
          + back(names, right)
          + ") ? "
          + yes.text(names)
          + " : "
          + no.text(names);
    }
  }

  /// A map inside, whose function captures what is around it.
  record Inner(Call body, int scale, boolean isLong) implements Step {
    private static final RealVector SHORT = vec(0.3, 1.1);
    private static final RealVector LONG = linspace(-1, 1, 17);

    @Override
    public Real apply(Run run, List<Real> values) {
      RealVector batch = (isLong ? LONG : SHORT).times(back(values, scale));
      return tanh(run.nodes().sumOf(batch, u -> body.apply(run, with(values, u))));
    }

    @Override
    public String text(List<String> names) {
      return "tanh(sum(map(u -> %s, %s.times(%s))))"
          .formatted(
              body.text(with(names, "u")),
              isLong ? "linspace(-1, 1, 17)" : "vec(0.3, 1.1)",
              back(names, scale));
    }
  }

  /// A derivative inside.
  record Slope(Call body, int at) implements Step {
    @Override
    public Real apply(Run run, List<Real> values) {
      if (run.kinks() != null) body.apply(run, with(values, back(values, at)));
      return atan(
          Forward.derivative(
              (Real u) -> body.apply(new Run(run.nodes(), null), with(values, u)),
              back(values, at)));
    }

    @Override
    public String text(List<String> names) {
      return "atan(derivative(u -> %s, %s))"
          .formatted(body.text(with(names, "u")), back(names, at));
    }
  }

  /// A value that is constant from here on.
  record Stopped(int x) implements Step {
    @Override
    public Real apply(Run run, List<Real> values) {
      return stopGradient(back(values, x));
    }

    @Override
    public String text(List<String> names) {
      return "stopGradient(" + back(names, x) + ")";
    }
  }

  private static <T> List<T> with(List<T> values, T last) {
    List<T> all = new ArrayList<>(values);
    all.add(last);
    return all;
  }

  /// The results of all steps, behind what was given.
  List<Real> values(Run run, Real... given) {
    List<Real> values = new ArrayList<>(List.of(given));
    for (Step step : steps) values.add(step.apply(run, List.copyOf(values)));
    return values;
  }

  Real apply(Run run, Real... given) {
    return values(run, given).getLast();
  }

  /// The function as a lambda.
  ///
  /// @param results how many of the last values it answers
  String text(int results, String parameters, String... given) {
    List<String> names = new ArrayList<>(List.of(given));
    StringBuilder text = new StringBuilder(parameters).append(" -> {");
    for (Step step : steps) {
      String name = "v" + names.size();
      text.append("\n    Real ").append(name).append(" = ").append(step.text(names)).append(';');
      names.add(name);
    }
    String answer =
        results == 1
            ? names.getLast()
            : "new Pair(" + names.getLast() + ", " + names.get(names.size() - 2) + ")";
    return text.append("\n    return ").append(answer).append(";\n  }").toString();
  }
}
