package dev.mixtape.examples;

import static dev.mixtape.tape.Mixtape.*;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.distributions.Exponential;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple;
import java.io.PrintStream;

/// The announcement's model on somebody else's tape, which never heard of Mixtape's: functions
/// bring their rules with them.
final class ForeignTape {
  private static final Function1<Batch<Real>, Batch<Exponential>> MODEL =
      mapping(fwddiff(Exponential::new));

  private static final Function2<Batch<Exponential>, Batch<Real>, Batch<Real>> LOGPDF =
      mapping(fwddiff((Exponential d, Real x) -> d.logpdf(x)));

  /// A rule by hand: the cotangent of a sum goes to every term.
  static final Function1<Batch<Real>, Real> SUM =
      withRule(
          terms -> sum(terms),
          (context, y, terms) ->
              cotangent -> {
                RealVector zeros = reals(terms).times(0);
                return Tuple.of(
                    Captures.none(), new Tangent.Natural<>(zeros.plus(cotangent.natural())));
              });

  private ForeignTape() {}

  static void run(PrintStream out) {
    RealVector scales = Announcement.scales();
    RealVector data = Announcement.data(scales);

    SmallTape tape = new SmallTape();
    var x = new SmallTape.Variable<Batch<Real>>(scales);
    var y = new SmallTape.Variable<Batch<Real>>(data);
    var result = tape.call(SUM, tape.call(LOGPDF, tape.call(MODEL, x), y));
    tape.sweep(result);

    var ours = gradient(Announcement::mixed, scales, data);
    out.println("log-likelihood on the foreign tape: " + result.value);
    out.println("largest difference of its gradients from ours:");
    out.println("  in the scales " + Announcement.apart(reals(x.cotangent.natural()), ours._1));
    out.println("  in the data   " + Announcement.apart(reals(y.cotangent.natural()), ours._2));
  }

  public static void main(String[] args) {
    run(System.out);
  }
}
