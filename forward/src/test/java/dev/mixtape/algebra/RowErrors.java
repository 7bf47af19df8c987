package dev.mixtape.algebra;

import static java.util.stream.Collectors.joining;

import dev.mixtape.forward.Forward;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The largest relative errors of a row over its reference points.
///
/// @param value of the value
/// @param first of the first derivatives, in both forms
/// @param second of the second derivatives
record RowErrors(double value, double first, double second) {
  static RowErrors of(Row row) {
    List<RowReference> references = RowReference.of(row);
    return new RowErrors(
        largest(references.stream().mapToDouble(r -> error(r, "value", number(row, r)))),
        largest(references.stream().flatMapToDouble(r -> first(row, r))),
        largest(references.stream().flatMapToDouble(r -> second(row, r))));
  }

  /// Twice the errors, each rounded up to a power of ten that is at least `least`.
  String inDecades(double least) {
    return DoubleStream.of(value, first, second)
        .map(error -> Math.ceil(Math.log10(Math.max(2 * error, least))))
        .mapToObj(decade -> "1e" + (int) decade)
        .collect(joining(", "));
  }

  private static DoubleStream first(Row row, RowReference r) {
    double y = number(row, r);
    Value[] x = r.at().stream().map(Value::of).toArray(Value[]::new);
    return r.active().stream()
        .flatMapToDouble(i ->
            DoubleStream.of(
                    row.numberPartial(i, y, r.a(), r.b(), r.c()),
                    row.partial(i, Value.of(y), x).scalarNumber())
                .map(partial -> error(r, RowReference.name(i), partial)));
  }

  private static DoubleStream second(Row row, RowReference r) {
    int active = r.active().size();
    RealVector at = RealVector.of(r.at().stream().limit(active).mapToDouble(x -> x).toArray());
    RealMatrix hessian =
        Forward.hessian(
            v -> {
              Value[] x = r.at().stream().map(Value::of).toArray(Value[]::new);
              for (int i = 0; i < active; i++) x[i] = v.get(i).untyped;
              return Level.dispatch(row, x).asReal();
            },
            at);
    return IntStream.range(0, active * active)
        .mapToDouble(k ->
            error(
                r,
                RowReference.name(k / active, k % active),
                hessian.get(k / active, k % active).value()));
  }

  private static double number(Row row, RowReference r) {
    return row.number(r.a(), r.b(), r.c());
  }

  /// The relative error; 0 where there is no reference.
  private static double error(RowReference r, String what, double actual) {
    Double expected = r.expected().get(what);
    if (expected == null || actual == expected) return 0;
    return Math.abs(actual - expected) / Math.abs(expected);
  }

  private static double largest(DoubleStream errors) {
    return errors.max().orElse(0);
  }
}
