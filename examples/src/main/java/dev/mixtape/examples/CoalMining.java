package dev.mixtape.examples;

import static dev.mixtape.tape.Mixtape.*;

import dev.mixtape.algebra.MixtapeException;
import dev.mixtape.algebra.RealVector;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.exception.MathRuntimeException;
import org.jspecify.annotations.Nullable;

/// Maximum likelihood on real data: did coal mining become safer? A trend in the waiting times
/// between disasters is fitted by a library's optimiser, on gradients and Hessians of Mixtape.
public final class CoalMining {
  private static final String HELP =
      """
      Fits a log-linear trend to the waiting times between events, draws it, and compares the
      gradient of the announcement's model on the tape alone with mixed mode.

        --data FILE     dates in decimal years, one per line, in order, a header if you like;
                        without it, the British coal mining disasters of 1851 to 1962
        --svg FILE      where to draw data and fit (target/coal.svg)
        --seconds S     time for the comparison (4)
        --help          this text

      Exit code 0: done; 1: no fit was found, or the gradients disagree; 2: bad input.
      """;

  private CoalMining() {}

  /// What the user asked for; without a file, the coal mining data.
  private record Options(@Nullable Path data, Path svg, double seconds, boolean help) {
    static Options parse(String[] args) {
      Options options = new Options(null, Path.of("target", "coal.svg"), 4, false);
      for (int i = 0; i < args.length; i++) {
        String word = args[i];
        if (word.equals("--help")) return options.withHelp();
        if (!word.equals("--data") && !word.equals("--svg") && !word.equals("--seconds"))
          throw new BadInputException("There is no option " + word + "; --help lists them.");
        if (++i == args.length)
          throw new BadInputException(word + " needs a value after it; --help says which.");
        options = options.with(word, args[i]);
      }
      return options;
    }

    private Options withHelp() {
      return new Options(data, svg, seconds, true);
    }

    private Options with(String word, String value) {
      try {
        return switch (word) {
          case "--data" -> new Options(Path.of(value), svg, seconds, help);
          case "--svg" -> new Options(data, Path.of(value), seconds, help);
          default -> new Options(data, svg, seconds(value), help);
        };
      } catch (NumberFormatException | InvalidPathException e) {
        throw new BadInputException(word + " cannot be \"" + value + "\"; --help says more.");
      }
    }

    private static double seconds(String value) {
      double seconds = Double.parseDouble(value);
      if (seconds >= 0 && seconds <= 3600) return seconds;
      throw new BadInputException("--seconds must be between 0 and 3600, but was " + value + ".");
    }
  }

  public static void main(String[] args) {
    int code = run(args, System.out, System.err);
    if (code != 0) System.exit(code);
  }

  /// The program; answers its exit code.
  static int run(String[] args, PrintStream out, PrintStream err) {
    try {
      Options options = Options.parse(args);
      if (options.help) {
        out.print(HELP);
        return 0;
      }
      EventDates events = options.data == null ? EventDates.coal() : EventDates.read(options.data);
      return report(events, options, out, err);
    } catch (BadInputException e) {
      err.println(e.getMessage());
      return 2;
    } catch (MathRuntimeException | MixtapeException e) {
      err.println("No maximum of the likelihood was found: " + e.getMessage());
      return 1;
    }
  }

  private static int report(EventDates events, Options options, PrintStream out, PrintStream err) {
    Trend trend = Trend.of(events);
    print(
        out,
        "%s: %d events from %.1f to %.1f%n",
        events.name(),
        events.dates().length,
        events.first(),
        events.last());
    print(
        out,
        "Waiting times are Exponential(scale) with log scale = a + b (t - %.2f), t the year in"
            + " which a waiting starts%n",
        trend.centre());

    print(out, "where t is the year in which a waiting starts%n");

    Trend.Fit fit = trend.fit();
    double[] constant = trend.constant();
    boolean agree = compareGradients(trend, new double[] {constant[0], fit.ab()[1] / 2}, out);

    print(out, "%nMaximum likelihood after %d evaluations%n", fit.evaluations());
    print(out, "       estimate   standard error%n");
    print(out, "  a   %9.5f        %9.5f%n", fit.ab()[0], fit.standardError(0));
    print(out, "  b   %9.5f        %9.5f%n", fit.ab()[1], fit.standardError(1));
    double without = trend.mixed(vec(constant)).value();
    double ratio = 2 * (fit.logLikelihood() - without);
    print(out, "  log-likelihood %.4f, with a constant rate %.4f%n", fit.logLikelihood(), without);
    print(
        out,
        "  likelihood ratio %.3f on 1 degree of freedom, p = %.2g%n",
        ratio,
        erfc(sqrt(real(ratio / 2))).value());

    RatePicture.Curve curve = curve(trend, fit);
    for (double t : new double[] {events.first(), events.last()}) {
      print(
          out,
          "  rate in %.0f: %.2f a year, 95 %% interval %.2f to %.2f%n",
          Math.floor(t),
          curve.rate().applyAsDouble(t),
          curve.lower().applyAsDouble(t),
          curve.upper().applyAsDouble(t));
    }
    write(RatePicture.of(events, curve), options.svg);
    print(out, "%nData and fitted rate: %s%n", options.svg);

    print(out, "%nThe gradient of the announcement's model, N = %d%n", Announcement.SIZE);
    Comparison.run(options.seconds, out);
    if (agree) return 0;
    err.println("The three gradients disagree.");
    return 1;
  }

  private static boolean compareGradients(Trend trend, double[] ab, PrintStream out) {
    double[] tape = gradient(trend::tapeOnly, ab);
    double[] mixed = gradient(trend::mixed, ab);
    double[] differences = differences(trend, ab);
    print(out, "%nThe gradient three ways, at a = %.4f, b = %.4f%n", ab[0], ab[1]);
    print(out, "                              in a               in b%n");
    print(out, "  tape only         %18.9f %18.9f%n", tape[0], tape[1]);
    print(out, "  mixed             %18.9f %18.9f%n", mixed[0], mixed[1]);
    print(out, "  differences       %18.9f %18.9f%n", differences[0], differences[1]);
    RealVector exact = vec(tape);
    double apart =
        Math.max(
            Announcement.apart(exact, vec(mixed)), Announcement.apart(exact, vec(differences)));
    print(out, "  largest relative difference: %.1e%n", apart);
    return apart < 1e-6;
  }

  /// Central finite differences, which know nothing of derivatives.
  private static double[] differences(Trend trend, double[] ab) {
    double h = 1e-5;
    double[] differences = new double[ab.length];
    for (int i = 0; i < ab.length; i++) {
      double[] up = ab.clone();
      double[] down = ab.clone();
      up[i] += h;
      down[i] -= h;
      differences[i] = (trend.mixed(vec(up)).value() - trend.mixed(vec(down)).value()) / (2 * h);
    }
    return differences;
  }

  /// The rate `exp(-(a + b (t - centre)))`; the band is that of its logarithm, by the delta method.
  private static RatePicture.Curve curve(Trend trend, Trend.Fit fit) {
    double[] ab = fit.ab();
    double[][] c = fit.covariance();
    DoubleUnaryOperator logRate = t -> -(ab[0] + ab[1] * (t - trend.centre()));
    DoubleUnaryOperator deviation =
        t -> {
          double x = t - trend.centre();
          return Math.sqrt(c[0][0] + 2 * x * c[0][1] + x * x * c[1][1]);
        };
    return new RatePicture.Curve(
        t -> Math.exp(logRate.applyAsDouble(t)),
        t -> Math.exp(logRate.applyAsDouble(t) - 1.96 * deviation.applyAsDouble(t)),
        t -> Math.exp(logRate.applyAsDouble(t) + 1.96 * deviation.applyAsDouble(t)));
  }

  private static void write(String svg, Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) Files.createDirectories(folder);
      Files.writeString(file, svg);
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be written: " + e.getMessage() + ".");
    }
  }

  @SuppressWarnings("AnnotateFormatMethod") // The annotation would be one more dependency.
  private static void print(PrintStream out, String text, Object... arguments) {
    out.printf(Locale.ROOT, text, arguments);
  }
}
