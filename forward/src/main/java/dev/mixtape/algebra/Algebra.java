package dev.mixtape.algebra;

import dev.mixtape.algebra.debug.Debugging;
import dev.mixtape.algebra.node.Loops;
import dev.mixtape.algebra.node.Mapping;
import dev.mixtape.algebra.rows.Arithmetic;
import dev.mixtape.algebra.rows.BetaFunctions;
import dev.mixtape.algebra.rows.ErrorFunctions;
import dev.mixtape.algebra.rows.Exponentials;
import dev.mixtape.algebra.rows.GammaFunctions;
import dev.mixtape.algebra.rows.HalfTurns;
import dev.mixtape.algebra.rows.Hyperbolic;
import dev.mixtape.algebra.rows.IncompleteBetaFunctions;
import dev.mixtape.algebra.rows.IncompleteGammaFunctions;
import dev.mixtape.algebra.rows.Kinks;
import dev.mixtape.algebra.rows.LogSpace;
import dev.mixtape.algebra.rows.Powers;
import dev.mixtape.algebra.rows.Rounding;
import dev.mixtape.algebra.rows.Shapes;
import dev.mixtape.algebra.rows.Trigonometry;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Function4;
import io.vavr.Tuple2;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The words that functions are written in, for one static import.
///
/// Each word works on plain numbers, duals, tape values and recordings alike, and element by
/// element on vectors and matrices.
public class Algebra {
  /// For subclasses, which carry more words.
  protected Algebra() {}

  // Values.

  /// A plain number.
  public static Real real(double number) {
    return Real.of(number);
  }

  /// A vector of these numbers, which are copied.
  public static RealVector vec(double... numbers) {
    return RealVector.of(numbers);
  }

  /// A vector of these reals.
  public static RealVector vec(Real first, Real... others) {
    return RealVector.of(first, others);
  }

  /// A vector of these reals.
  public static RealVector vec(List<Real> entries) {
    return RealVector.ofReals(entries);
  }

  /// A vector of the entries that `entry` answers for the indices from 0 on.
  public static RealVector vec(int size, IntFunction<Real> entry) {
    return RealVector.of(size, entry);
  }

  /// A matrix of these rows, which are copied.
  public static RealMatrix mat(double[]... rows) {
    return RealMatrix.of(rows);
  }

  /// A matrix of the entries that `entry` answers for each row and column, counted from 0.
  public static RealMatrix mat(int rows, int columns, RealMatrix.Entry entry) {
    return RealMatrix.of(rows, columns, entry);
  }

  /// A vector of zeros.
  public static RealVector zeros(int size) {
    return RealVector.filled(size, 0);
  }

  /// A matrix of zeros.
  public static RealMatrix zeros(int rows, int columns) {
    return RealMatrix.filled(rows, columns, 0);
  }

  /// A vector of ones.
  public static RealVector ones(int size) {
    return RealVector.filled(size, 1);
  }

  /// A matrix of ones.
  public static RealMatrix ones(int rows, int columns) {
    return RealMatrix.filled(rows, columns, 1);
  }

  /// The square matrix with ones on its diagonal and zeros elsewhere.
  public static RealMatrix identity(int size) {
    return RealMatrix.identity(size);
  }

  /// The square matrix with these entries on its diagonal and zeros elsewhere.
  public static RealMatrix diagonal(RealVector entries) {
    return RealMatrix.ofDiagonal(entries);
  }

  /// The integers from `from` on and below `until`.
  public static RealVector range(int from, int until) {
    return RealVector.range(from, until);
  }

  /// `size` numbers at equal distances, the ends included.
  public static RealVector linspace(double from, double to, int size) {
    return RealVector.linspace(from, to, size);
  }

  // Element by element.

  /// `x²`.
  public static <T extends Differentiable<T>> T square(T x) {
    return Powers.SQUARE.on(x);
  }

  /// `1 / x`.
  public static <T extends Differentiable<T>> T recip(T x) {
    return Powers.RECIP.on(x);
  }

  /// `√x`; NaN below 0, an infinite derivative at 0.
  public static <T extends Differentiable<T>> T sqrt(T x) {
    return Powers.SQRT.on(x);
  }

  /// `∛x`, of negative numbers too; an infinite derivative at 0.
  public static <T extends Differentiable<T>> T cbrt(T x) {
    return Powers.CBRT.on(x);
  }

  /// `aᵇ`; a negative base is right with an integral exponent, otherwise NaN.
  public static <T extends Differentiable<T>> T pow(T a, T b) {
    return Powers.POW.on(a, Value.of(b));
  }

  /// `aᵇ` for every entry of an array and one exponent.
  public static <A extends RealArray<A>> A pow(A a, Real b) {
    return Powers.POW.on(a, b.untyped);
  }

  /// `aᵖ` for a constant exponent.
  public static <T extends Differentiable<T>> T pow(T a, double p) {
    return Powers.POW.on(a, Value.of(p));
  }

  /// `aⁿ` for a constant integral exponent.
  public static <T extends Differentiable<T>> T pow(T a, int n) {
    return pow(a, (double) n);
  }

  /// `√(a² + b²)` without overflow; derivative 0 at the origin.
  public static <T extends Differentiable<T>> T hypot(T a, T b) {
    return Powers.HYPOT.on(a, Value.of(b));
  }

  /// `a b + c`, rounded once.
  public static <T extends Differentiable<T>> T fma(T a, T b, T c) {
    return a.wrap(Arithmetic.FMA.of(Value.of(a), Value.of(b), Value.of(c)));
  }

  /// `|x|`; derivative 0 at 0.
  public static <T extends Differentiable<T>> T abs(T x) {
    return Kinks.ABS.on(x);
  }

  /// The larger one, NaN when one is NaN; at a tie the first has the derivative.
  public static <T extends Differentiable<T>> T max(T a, T b) {
    return Kinks.MAX.on(a, Value.of(b));
  }

  /// The larger of every entry of an array and one real.
  public static <A extends RealArray<A>> A max(A a, Real b) {
    return Kinks.MAX.on(a, b.untyped);
  }

  /// The larger of `a` and a constant.
  public static <T extends Differentiable<T>> T max(T a, double b) {
    return Kinks.MAX.on(a, Value.of(b));
  }

  /// The smaller one, NaN when one is NaN; at a tie the first has the derivative.
  public static <T extends Differentiable<T>> T min(T a, T b) {
    return Kinks.MIN.on(a, Value.of(b));
  }

  /// The smaller of every entry of an array and one real.
  public static <A extends RealArray<A>> A min(A a, Real b) {
    return Kinks.MIN.on(a, b.untyped);
  }

  /// The smaller of `a` and a constant.
  public static <T extends Differentiable<T>> T min(T a, double b) {
    return Kinks.MIN.on(a, Value.of(b));
  }

  /// `x` brought between `lower` and `upper`: `min(max(x, lower), upper)`, which is `upper` where
  /// the bounds cross, and NaN when one is NaN. On a bound `x` has the derivative, beyond it the
  /// bound.
  public static <T extends Differentiable<T>> T clamp(T x, T lower, T upper) {
    return min(max(x, lower), upper);
  }

  /// `x` brought between two constants; NaN stays NaN. On a bound the derivative is 1, beyond it 0.
  ///
  /// @throws DomainException when the bounds cross or are NaN; names both
  public static <T extends Differentiable<T>> T clamp(T x, double lower, double upper) {
    if (lower <= upper) return min(max(x, lower), upper);
    throw new DomainException(
        "clamp: a lower bound that is at most the upper one was expected, but they were "
            + lower
            + " and "
            + upper);
  }

  /// 1, -1 or 0 by the sign of `x`, and NaN of NaN. The derivative is an exact zero.
  public static <T extends Differentiable<T>> T sign(T x) {
    return Kinks.SIGN.on(x);
  }

  /// `|a|` with the sign of `b`, where the sign of a zero counts; NaN when one is NaN. The
  /// derivative is 1 or -1 in `a`, 0 at `a = 0`, and an exact zero in `b`.
  public static <T extends Differentiable<T>> T copySign(T a, T b) {
    return Kinks.COPY_SIGN.on(a, Value.of(b));
  }

  /// `|a|` with the sign of a constant.
  public static <T extends Differentiable<T>> T copySign(T a, double b) {
    return Kinks.COPY_SIGN.on(a, Value.of(b));
  }

  /// The largest integer that is at most `x`. The derivative is an exact zero, at the jumps too.
  public static <T extends Differentiable<T>> T floor(T x) {
    return Rounding.FLOOR.on(x);
  }

  /// The smallest integer that is at least `x`. The derivative is an exact zero, at the jumps too.
  public static <T extends Differentiable<T>> T ceil(T x) {
    return Rounding.CEIL.on(x);
  }

  /// The nearest integer, of two the even one, as [Math#rint] and unlike [Math#round]. The
  /// derivative is an exact zero, at the jumps too.
  public static <T extends Differentiable<T>> T round(T x) {
    return Rounding.ROUND.on(x);
  }

  /// `a - b floor(a / b)`, the remainder with the sign of `b`, as Kotlin's, Julia's and Python's;
  /// NaN for `b = 0`. [Differentiable#rem] has the sign of `a`. The derivatives are 1 and `-floor(a
  /// / b)`; where `b` divides `a`, those beside the jump.
  public static <T extends Differentiable<T>> T mod(T a, T b) {
    return Rounding.MOD.on(a, Value.of(b));
  }

  /// The remainder by a constant, with its sign.
  public static <T extends Differentiable<T>> T mod(T a, double b) {
    return Rounding.MOD.on(a, Value.of(b));
  }

  /// `a` where `condition > 0`, otherwise `b`: a choice without a branch. The one not taken gets an
  /// exact zero derivative.
  public static <T extends Differentiable<T>> T ifPositive(Real condition, T a, T b) {
    return a.wrap(Kinks.IF_POSITIVE.of(condition.untyped, Value.of(a), Value.of(b)));
  }

  /// The entries of `a` where those of `condition` are positive, otherwise those of `b`.
  public static <A extends RealArray<A>> A ifPositive(A condition, A a, A b) {
    return a.wrap(Kinks.IF_POSITIVE.of(Value.of(condition), Value.of(a), Value.of(b)));
  }

  /// `eˣ`.
  public static <T extends Differentiable<T>> T exp(T x) {
    return Exponentials.EXP.on(x);
  }

  /// `eˣ - 1`, precise near 0.
  public static <T extends Differentiable<T>> T expm1(T x) {
    return Exponentials.EXPM1.on(x);
  }

  /// `2ˣ`.
  public static <T extends Differentiable<T>> T exp2(T x) {
    return Exponentials.EXP2.on(x);
  }

  /// `10ˣ`.
  public static <T extends Differentiable<T>> T exp10(T x) {
    return Exponentials.EXP10.on(x);
  }

  /// The natural logarithm; minus infinity at 0, NaN below.
  public static <T extends Differentiable<T>> T log(T x) {
    return Exponentials.LOG.on(x);
  }

  /// `ln(1 + x)`, precise near 0.
  public static <T extends Differentiable<T>> T log1p(T x) {
    return Exponentials.LOG1P.on(x);
  }

  /// The logarithm to base 2, exact for powers of 2; minus infinity at 0, NaN below.
  public static <T extends Differentiable<T>> T log2(T x) {
    return Exponentials.LOG2.on(x);
  }

  /// The logarithm to base 10; minus infinity at 0, NaN below.
  public static <T extends Differentiable<T>> T log10(T x) {
    return Exponentials.LOG10.on(x);
  }

  /// The sine of an angle in radians.
  public static <T extends Differentiable<T>> T sin(T x) {
    return Trigonometry.SIN.on(x);
  }

  /// The cosine of an angle in radians.
  public static <T extends Differentiable<T>> T cos(T x) {
    return Trigonometry.COS.on(x);
  }

  /// The tangent of an angle in radians.
  public static <T extends Differentiable<T>> T tan(T x) {
    return Trigonometry.TAN.on(x);
  }

  /// The arc sine; NaN outside [-1, 1], infinite derivatives at its ends.
  public static <T extends Differentiable<T>> T asin(T x) {
    return Trigonometry.ASIN.on(x);
  }

  /// The arc cosine; NaN outside [-1, 1], infinite derivatives at its ends.
  public static <T extends Differentiable<T>> T acos(T x) {
    return Trigonometry.ACOS.on(x);
  }

  /// The arc tangent, between -π/2 and π/2.
  public static <T extends Differentiable<T>> T atan(T x) {
    return Trigonometry.ATAN.on(x);
  }

  /// The angle of the point `(x, y)`; the ordinate comes first.
  public static <T extends Differentiable<T>> T atan2(T y, T x) {
    return Trigonometry.ATAN2.on(y, Value.of(x));
  }

  /// `1 / cos x`.
  public static <T extends Differentiable<T>> T sec(T x) {
    return Trigonometry.SEC.on(x);
  }

  /// `1 / sin x`; infinite at 0.
  public static <T extends Differentiable<T>> T csc(T x) {
    return Trigonometry.CSC.on(x);
  }

  /// `1 / tan x`; infinite at 0.
  public static <T extends Differentiable<T>> T cot(T x) {
    return Trigonometry.COT.on(x);
  }

  /// `sin πx`, exact for multiples of 1/2, however large; NaN at infinity.
  public static <T extends Differentiable<T>> T sinpi(T x) {
    return HalfTurns.SINPI.on(x);
  }

  /// `cos πx`, exact for multiples of 1/2, however large; NaN at infinity.
  public static <T extends Differentiable<T>> T cospi(T x) {
    return HalfTurns.COSPI.on(x);
  }

  /// `tan πx`; infinite at the poles, `k + 1/2`.
  public static <T extends Differentiable<T>> T tanpi(T x) {
    return HalfTurns.TANPI.on(x);
  }

  /// `sin πx / πx`, the normalised sinc: 1 at 0, exactly 0 at all other integers. Its derivatives
  /// of every order are precise near 0.
  public static <T extends Differentiable<T>> T sinc(T x) {
    return HalfTurns.SINC.on(x);
  }

  /// The hyperbolic sine.
  public static <T extends Differentiable<T>> T sinh(T x) {
    return Hyperbolic.SINH.on(x);
  }

  /// The hyperbolic cosine.
  public static <T extends Differentiable<T>> T cosh(T x) {
    return Hyperbolic.COSH.on(x);
  }

  /// The hyperbolic tangent; its derivative keeps its precision in the tails.
  public static <T extends Differentiable<T>> T tanh(T x) {
    return Hyperbolic.TANH.on(x);
  }

  /// The inverse of [#sinh].
  public static <T extends Differentiable<T>> T asinh(T x) {
    return Hyperbolic.ASINH.on(x);
  }

  /// The inverse of [#cosh]; NaN below 1, an infinite derivative there.
  public static <T extends Differentiable<T>> T acosh(T x) {
    return Hyperbolic.ACOSH.on(x);
  }

  /// The inverse of [#tanh]; NaN outside [-1, 1], infinite at its ends.
  public static <T extends Differentiable<T>> T atanh(T x) {
    return Hyperbolic.ATANH.on(x);
  }

  /// `1 / (1 + e⁻ˣ)`.
  public static <T extends Differentiable<T>> T sigmoid(T x) {
    return LogSpace.SIGMOID.on(x);
  }

  /// `-ln(1 + e⁻ˣ)`, the logarithm of [#sigmoid], precise in both tails.
  public static <T extends Differentiable<T>> T logSigmoid(T x) {
    return LogSpace.LOG_SIGMOID.on(x);
  }

  /// `ln(x / (1 - x))`, the inverse of [#sigmoid], precise near 1/2 too; infinite at 0 and 1, NaN
  /// outside.
  public static <T extends Differentiable<T>> T logit(T x) {
    return LogSpace.LOGIT.on(x);
  }

  /// `ln(1 + eˣ)`.
  public static <T extends Differentiable<T>> T softplus(T x) {
    return LogSpace.SOFTPLUS.on(x);
  }

  /// `ln(1 + eˣ)`: another name of [#softplus].
  public static <T extends Differentiable<T>> T log1pexp(T x) {
    return softplus(x);
  }

  /// `ln(1 - eˣ)` for `x <= 0`; minus infinity at 0, NaN above.
  public static <T extends Differentiable<T>> T log1mexp(T x) {
    return LogSpace.LOG1MEXP.on(x);
  }

  /// `ln(eᵃ + eᵇ)`.
  public static <T extends Differentiable<T>> T logAddExp(T a, T b) {
    return LogSpace.LOG_ADD_EXP.on(a, Value.of(b));
  }

  /// `ln(eᵃ - eᵇ)` for `a >= b`; minus infinity for `a = b`, NaN for `a < b`.
  public static <T extends Differentiable<T>> T logSubExp(T a, T b) {
    return LogSpace.LOG_SUB_EXP.on(a, Value.of(b));
  }

  /// `x ln x`; 0 at 0, where the derivative is minus infinity, and NaN below.
  public static <T extends Differentiable<T>> T xlogx(T x) {
    return LogSpace.XLOGX.on(x);
  }

  /// `x ln y`; 0 at `x = 0` whatever `y` is, unless that is NaN, and then with derivative 0 in `y`.
  /// Otherwise NaN for `y < 0`.
  public static <T extends Differentiable<T>> T xlogy(T x, T y) {
    return LogSpace.XLOGY.on(x, Value.of(y));
  }

  /// `x ln(1 + y)`; 0 at `x = 0` whatever `y` is, unless that is NaN, and then with derivative 0 in
  /// `y`. Otherwise NaN for `y < -1`.
  public static <T extends Differentiable<T>> T xlog1py(T x, T y) {
    return LogSpace.XLOG1PY.on(x, Value.of(y));
  }

  /// The error function.
  public static <T extends Differentiable<T>> T erf(T x) {
    return ErrorFunctions.ERF.on(x);
  }

  /// `1 - erf(x)`, precise in the upper tail.
  public static <T extends Differentiable<T>> T erfc(T x) {
    return ErrorFunctions.ERFC.on(x);
  }

  /// The inverse of [#erfc] on [0, 2].
  public static <T extends Differentiable<T>> T erfcinv(T p) {
    return ErrorFunctions.ERFCINV.on(p);
  }

  /// The gamma function; NaN at negative integers, infinite at 0.
  public static <T extends Differentiable<T>> T gamma(T x) {
    return GammaFunctions.GAMMA.on(x);
  }

  /// `ln |Γ(x)|`; plus infinity at 0 and negative integers.
  public static <T extends Differentiable<T>> T loggamma(T x) {
    return GammaFunctions.LOGGAMMA.on(x);
  }

  /// The derivative of [#loggamma]; precise near its positive zero, NaN at negative integers.
  public static <T extends Differentiable<T>> T digamma(T x) {
    return GammaFunctions.DIGAMMA.on(x);
  }

  /// The derivative of [#digamma]; plus infinity at 0 and negative integers.
  public static <T extends Differentiable<T>> T trigamma(T x) {
    return GammaFunctions.TRIGAMMA.on(x);
  }

  /// The derivative of order n of [#digamma]; at negative integers plus infinity for odd n, NaN for
  /// even n.
  ///
  /// @throws DomainException when n is negative
  public static <T extends Differentiable<T>> T polygamma(int n, T x) {
    return GammaFunctions.polygamma(n).on(x);
  }

  /// The regularised lower incomplete gamma function `P(a, x)`: the gamma distribution's cdf at x
  /// for shape a. NaN unless a > 0 and x >= 0.
  public static <T extends Differentiable<T>> T gammaP(T a, T x) {
    return IncompleteGammaFunctions.GAMMA_P.on(a, Value.of(x));
  }

  /// `1 - P(a, x)`, precise in the upper tail; NaN unless a > 0 and x >= 0.
  public static <T extends Differentiable<T>> T gammaQ(T a, T x) {
    return IncompleteGammaFunctions.GAMMA_Q.on(a, Value.of(x));
  }

  /// The logarithm of [#gammaP], also where that underflows.
  public static <T extends Differentiable<T>> T logGammaP(T a, T x) {
    return IncompleteGammaFunctions.LOG_GAMMA_P.on(a, Value.of(x));
  }

  /// The logarithm of [#gammaQ], also where that underflows.
  public static <T extends Differentiable<T>> T logGammaQ(T a, T x) {
    return IncompleteGammaFunctions.LOG_GAMMA_Q.on(a, Value.of(x));
  }

  /// The x with `P(a, x) = p`; NaN unless a > 0 and 0 <= p <= 1.
  public static <T extends Differentiable<T>> T gammaPInv(T a, T p) {
    return IncompleteGammaFunctions.GAMMA_P_INV.on(a, Value.of(p));
  }

  /// The x with `Q(a, x) = q`, precise for small q; NaN unless a > 0 and 0 <= q <= 1.
  public static <T extends Differentiable<T>> T gammaQInv(T a, T q) {
    return IncompleteGammaFunctions.GAMMA_Q_INV.on(a, Value.of(q));
  }

  /// `ln B(a, b)`; NaN unless both are positive.
  public static <T extends Differentiable<T>> T logBeta(T a, T b) {
    return BetaFunctions.LOG_BETA.on(a, Value.of(b));
  }

  /// `ln(n! / (k! (n - k)!))`, for real arguments by the gamma function; NaN unless -1 < k < n + 1.
  public static <T extends Differentiable<T>> T logBinomial(T n, T k) {
    return BetaFunctions.LOG_BINOMIAL.on(n, Value.of(k));
  }

  /// The regularised incomplete beta function `I_x(a, b)`: the beta distribution's cdf at x for
  /// shapes a and b. NaN unless both are positive and x lies in [0, 1].
  public static <T extends Differentiable<T>> T betaI(T a, T b, T x) {
    return a.wrap(IncompleteBetaFunctions.BETA_I.of(Value.of(a), Value.of(b), Value.of(x)));
  }

  /// `1 - I_x(a, b)`, precise in the upper tail and for tiny x.
  public static <T extends Differentiable<T>> T betaIComplement(T a, T b, T x) {
    return a.wrap(
        IncompleteBetaFunctions.BETA_I_COMPLEMENT.of(Value.of(a), Value.of(b), Value.of(x)));
  }

  /// The logarithm of [#betaI], also where that underflows.
  public static <T extends Differentiable<T>> T logBetaI(T a, T b, T x) {
    return a.wrap(IncompleteBetaFunctions.LOG_BETA_I.of(Value.of(a), Value.of(b), Value.of(x)));
  }

  /// The logarithm of [#betaIComplement], also where that underflows.
  public static <T extends Differentiable<T>> T logBetaIComplement(T a, T b, T x) {
    return a.wrap(
        IncompleteBetaFunctions.LOG_BETA_I_COMPLEMENT.of(Value.of(a), Value.of(b), Value.of(x)));
  }

  /// The x with `I_x(a, b) = p`; NaN unless the shapes are positive and p lies in [0, 1].
  public static <T extends Differentiable<T>> T betaIInv(T a, T b, T p) {
    return a.wrap(IncompleteBetaFunctions.BETA_I_INV.of(Value.of(a), Value.of(b), Value.of(p)));
  }

  /// The z at which the standard normal distribution's cdf is p; NaN outside [0, 1].
  public static <T extends Differentiable<T>> T normalQuantile(T p) {
    return ErrorFunctions.NORMAL_QUANTILE.on(p);
  }

  /// The logarithm of the standard normal distribution's cdf, precise in both tails.
  public static <T extends Differentiable<T>> T logNormalCdf(T z) {
    return ErrorFunctions.LOG_NORMAL_CDF.on(z);
  }

  /// The inverse of [#erf] on [-1, 1].
  public static <T extends Differentiable<T>> T erfinv(T p) {
    return ErrorFunctions.ERFINV.on(p);
  }

  // Whole arrays: reductions. A batch of reals, as `map` answers it, counts as a vector.

  /// The sum of the elements; 0 for an empty batch.
  ///
  /// @throws StructureException when the elements are no reals
  public static Real sum(Batch<Real> batch) {
    return reals(batch).sum();
  }

  /// The sum of all entries.
  public static Real sum(RealMatrix matrix) {
    return matrix.sum();
  }

  /// The mean of the elements; an error for none.
  public static Real mean(Batch<Real> batch) {
    return reals(batch).mean();
  }

  /// The mean of all entries; an error for none.
  public static Real mean(RealMatrix matrix) {
    return matrix.mean();
  }

  /// The product of the elements, with exact derivatives where some are 0; 1 for none.
  public static Real prod(Batch<Real> batch) {
    return reals(batch).prod();
  }

  /// The product of all entries, with exact derivatives where some are 0; 1 for none.
  public static Real prod(RealMatrix matrix) {
    return matrix.prod();
  }

  /// `√Σ xᵢ²` without overflow, with the subgradient 0 at 0.
  public static Real norm(Batch<Real> batch) {
    return reals(batch).norm();
  }

  /// `√Σ xᵢ²` over all entries without overflow, with the subgradient 0 at 0.
  public static Real norm(RealMatrix matrix) {
    return matrix.norm();
  }

  /// The largest element, NaN when one is NaN; at a tie the first has the derivative.
  public static Real max(Batch<Real> batch) {
    return reals(batch).max();
  }

  /// The largest entry, NaN when one is NaN; at a tie the first has the derivative.
  public static Real max(RealMatrix matrix) {
    return matrix.max();
  }

  /// The smallest element, NaN when one is NaN; at a tie the first has the derivative.
  public static Real min(Batch<Real> batch) {
    return reals(batch).min();
  }

  /// The smallest entry, NaN when one is NaN; at a tie the first has the derivative.
  public static Real min(RealMatrix matrix) {
    return matrix.min();
  }

  /// The index of the largest element, of the first among equal ones; an error with NaN.
  public static int argmax(Batch<Real> batch) {
    return reals(batch).argmax();
  }

  /// The index of the smallest element, of the first among equal ones; an error with NaN.
  public static int argmin(Batch<Real> batch) {
    return reals(batch).argmin();
  }

  /// `Σ (xᵢ - mean)² / (n - 1)`.
  public static Real variance(Batch<Real> batch) {
    return reals(batch).variance();
  }

  /// The square root of [#variance], with the subgradient 0 at 0.
  public static Real standardDeviation(Batch<Real> batch) {
    return reals(batch).standardDeviation();
  }

  /// `ln Σ exp xᵢ` without overflow; minus infinity for none.
  public static Real logSumExp(Batch<Real> batch) {
    return reals(batch).logSumExp();
  }

  /// The sum of the products of the entries.
  public static Real dot(RealVector a, RealVector b) {
    return a.dot(b);
  }

  // Whole arrays: vectors to vectors.

  /// `exp xᵢ / Σ exp xⱼ` without overflow.
  public static RealVector softmax(Batch<Real> batch) {
    return reals(batch).softmax();
  }

  /// The logarithm of [#softmax].
  public static RealVector logSoftmax(Batch<Real> batch) {
    return reals(batch).logSoftmax();
  }

  /// The running sums `x₀ + … + xᵢ`.
  public static RealVector cumsum(Batch<Real> batch) {
    return reals(batch).cumsum();
  }

  /// The running products `x₀ ⋯ xᵢ`.
  public static RealVector cumprod(Batch<Real> batch) {
    return reals(batch).cumprod();
  }

  // Whole arrays: joining and turning.

  /// The entries of all vectors, one after the other.
  public static RealVector concat(RealVector... vectors) {
    return new RealVector(Shapes.concat(Stream.of(vectors).map(v -> v.untyped).toList()));
  }

  /// The matrix with these rows.
  ///
  /// @throws ShapeException when the sizes differ; names both
  public static RealMatrix stackRows(RealVector... rows) {
    return RealMatrix.fromRows(List.of(rows));
  }

  /// The matrix whose rows are the elements; the way back from [RealMatrix#eachRow].
  public static RealMatrix stackRows(Batch<RealVector> rows) {
    if (rows.size() == 0) return RealMatrix.filled(0, 0, 0);
    Value all = rows.columns().get(0);
    return new RealMatrix(
        Shapes.reshape(all, Shape.matrix(rows.size(), all.shape().size() / rows.size())));
  }

  /// The matrix with these columns.
  ///
  /// @throws ShapeException when the sizes differ; names both
  public static RealMatrix stackColumns(RealVector... columns) {
    return RealMatrix.fromColumns(List.of(columns));
  }

  /// Matrices from left to right.
  ///
  /// @throws ShapeException when the numbers of rows differ; names both shapes
  public static RealMatrix beside(RealMatrix first, RealMatrix... others) {
    return first.beside(others);
  }

  /// Matrices from top to bottom.
  ///
  /// @throws ShapeException when the numbers of columns differ; names both shapes
  public static RealMatrix above(RealMatrix first, RealMatrix... others) {
    return first.above(others);
  }

  /// The transpose.
  public static RealMatrix transpose(RealMatrix matrix) {
    return matrix.transpose();
  }

  // Linear algebra.

  /// The matrix-vector product `A x`.
  public static RealVector matvec(RealMatrix a, RealVector x) {
    return a.matvec(x);
  }

  /// The vector-matrix product `xᵀ A`, which is `Aᵀ x`.
  public static RealVector vecmat(RealVector x, RealMatrix a) {
    return x.vecmat(a);
  }

  /// The matrix product `A B`.
  public static RealMatrix matmul(RealMatrix a, RealMatrix b) {
    return a.matmul(b);
  }

  /// The matrix `x yᵀ`.
  public static RealMatrix outer(RealVector x, RealVector y) {
    return x.outer(y);
  }

  /// The sum of the diagonal of a square matrix.
  public static Real trace(RealMatrix a) {
    return a.trace();
  }

  /// `xᵀ A x`.
  public static Real quadraticForm(RealMatrix a, RealVector x) {
    return a.quadraticForm(x);
  }

  /// The solution x of `A x = b`; a singular matrix is an error.
  public static RealVector solve(RealMatrix a, RealVector b) {
    return a.solve(b);
  }

  /// The solution X of `A X = B`; a singular matrix is an error.
  public static RealMatrix solve(RealMatrix a, RealMatrix b) {
    return a.solve(b);
  }

  /// The solution x of a system with one triangle of `t`; the other one is not read.
  public static RealVector triangularSolve(Triangle triangle, RealMatrix t, RealVector b) {
    return t.triangularSolve(triangle, b);
  }

  /// The solution X of a system with one triangle of `t`; the other one is not read.
  public static RealMatrix triangularSolve(Triangle triangle, RealMatrix t, RealMatrix b) {
    return t.triangularSolve(triangle, b);
  }

  /// The inverse; a singular matrix is an error.
  public static RealMatrix inverse(RealMatrix a) {
    return a.inverse();
  }

  /// The determinant, with derivatives of every order at singular matrices too.
  public static Real det(RealMatrix a) {
    return a.det();
  }

  /// `log det A`; a determinant that is not positive is an error.
  public static Real logdet(RealMatrix a) {
    return a.logdet();
  }

  /// `log |det A|` and the sign of the determinant; a singular matrix is an error.
  public static Tuple2<Real, Real> logabsdet(RealMatrix a) {
    return a.logabsdet();
  }

  /// The lower triangular L with `L Lᵀ = A` for a symmetric positive definite matrix, as a function
  /// of `(A + Aᵀ) / 2`.
  public static RealMatrix cholesky(RealMatrix a) {
    return a.cholesky();
  }

  // Batches.

  /// A batch of reals as a vector.
  public static RealVector reals(Batch<Real> batch) {
    if (batch instanceof RealVector vector) return vector;
    if (batch.size() == 0) return vec();
    throw new StructureException(
        "a batch of reals was expected, but its elements are " + batch.element(0));
  }

  /// One value, broadcast to every element of the batches beside it in [#map].
  public static <T> Batch<T> same(T value) {
    return new SameBatch<>(value);
  }

  /// Applies `f` to every element. `f` must be pure; how often it is called is the engine's
  /// business, except that a batch of fewer than 16 elements is evaluated element by element.
  ///
  /// @throws MixtapeException what `f` throws, with the element's index
  @SuppressWarnings("unchecked")
  public static <A, R> Batch<R> map(Function1<? super A, ? extends R> f, Batch<A> as) {
    return (Batch<R>) Mapping.map(f, x -> f.apply((A) x[0]), as);
  }

  /// Applies `f` to the elements of two batches of equal size, side by side.
  ///
  /// @throws ShapeException when the sizes differ; names both
  @SuppressWarnings("unchecked")
  public static <A, B, R> Batch<R> map(
      Function2<? super A, ? super B, ? extends R> f, Batch<A> as, Batch<B> bs) {
    return (Batch<R>) Mapping.map(f, x -> f.apply((A) x[0], (B) x[1]), as, bs);
  }

  /// Applies `f` to the elements of three batches of equal size, side by side.
  @SuppressWarnings("unchecked")
  public static <A, B, C, R> Batch<R> map(
      Function3<? super A, ? super B, ? super C, ? extends R> f,
      Batch<A> as,
      Batch<B> bs,
      Batch<C> cs) {
    return (Batch<R>) Mapping.map(f, x -> f.apply((A) x[0], (B) x[1], (C) x[2]), as, bs, cs);
  }

  /// Applies `f` to the elements of four batches of equal size, side by side.
  @SuppressWarnings("unchecked")
  public static <A, B, C, D, R> Batch<R> map(
      Function4<? super A, ? super B, ? super C, ? super D, ? extends R> f,
      Batch<A> as,
      Batch<B> bs,
      Batch<C> cs,
      Batch<D> ds) {
    return (Batch<R>)
        Mapping.map(f, x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]), as, bs, cs, ds);
  }

  /// [#map] to a vector, for functions that answer reals.
  public static <A> RealVector mapToReal(Function1<? super A, Real> f, Batch<A> as) {
    return reals(map(f, as));
  }

  /// [#map] to a vector, for functions that answer reals.
  public static <A, B> RealVector mapToReal(
      Function2<? super A, ? super B, Real> f, Batch<A> as, Batch<B> bs) {
    return reals(map(f, as, bs));
  }

  /// [#map] to a vector, for functions that answer reals.
  public static <A, B, C> RealVector mapToReal(
      Function3<? super A, ? super B, ? super C, Real> f, Batch<A> as, Batch<B> bs, Batch<C> cs) {
    return reals(map(f, as, bs, cs));
  }

  /// [#map] to a vector, for functions that answer reals.
  public static <A, B, C, D> RealVector mapToReal(
      Function4<? super A, ? super B, ? super C, ? super D, Real> f,
      Batch<A> as,
      Batch<B> bs,
      Batch<C> cs,
      Batch<D> ds) {
    return reals(map(f, as, bs, cs, ds));
  }

  // Loops along batches. The step is differentiated on its own for each element, and what follows
  // from step to step is a linear recurrence; a plain Java loop answers the same.

  /// The elements combined from the first to the last: `f(f(f(x₀, x₁), x₂), …)`, the only element
  /// where there is one. The order is always this, so `f` need not be associative.
  ///
  /// What [#fold] says of steps holds here too.
  ///
  /// @throws ShapeException for an empty batch
  /// @throws MixtapeException what `f` throws, with the index of its second argument
  @SuppressWarnings("unchecked")
  public static <A> A reduce(Function2<? super A, ? super A, ? extends A> f, Batch<A> as) {
    return (A) Loops.reduce(f, x -> f.apply((A) x[0], (A) x[1]), as);
  }

  /// The state after the last element: `s = f(s, x)` for each element in turn, from `init` on;
  /// `init` itself for an empty batch.
  ///
  /// The state may be anything that can be differentiated. Its numbers and statics may change from
  /// step to step, its types and shapes may not.
  ///
  /// `f` must be pure. On plain numbers it is called once per element. `fwddiff(f,
  /// Strategy.RECOMPUTE)` calls it once per element on plain numbers, and once per element on duals
  /// in each pullback; `Strategy.SINGLE_PASS` once per element on duals, and once more for each
  /// order of derivative above the first. The tape then keeps a few entries for all steps together.
  /// A step whose state, element and captured values have more than eight components together takes
  /// more calls, one for each eight; where no strategy was asked for, its operations then go to the
  /// tape one by one.
  ///
  /// Inside a forward node all of the state counts as differentiated as soon as anything that the
  /// steps use is; data that must stay plain is static (an `int`) or belongs to the elements.
  ///
  /// @throws StructureException when the state's structure changes; names both and the element
  /// @throws MixtapeException what `f` throws, with the element's index
  @SuppressWarnings("unchecked")
  public static <S, A> S fold(Function2<? super S, ? super A, ? extends S> f, S init, Batch<A> as) {
    return (S) Loops.fold(f, x -> f.apply((S) x[0], (A) x[1]), init, as);
  }

  /// [#fold] along two batches of equal size, side by side.
  ///
  /// @throws ShapeException when the sizes differ; names both
  @SuppressWarnings("unchecked")
  public static <S, A, B> S fold(
      Function3<? super S, ? super A, ? super B, ? extends S> f, S init, Batch<A> as, Batch<B> bs) {
    return (S) Loops.fold(f, x -> f.apply((S) x[0], (A) x[1], (B) x[2]), init, as, bs);
  }

  /// The states of [#fold] after each element, as many as there are elements; `init` is not among
  /// them.
  @SuppressWarnings("unchecked")
  public static <S, A> Batch<S> scan(
      Function2<? super S, ? super A, ? extends S> f, S init, Batch<A> as) {
    return (Batch<S>) Loops.scan(f, x -> f.apply((S) x[0], (A) x[1]), init, as);
  }

  /// [#scan] along two batches of equal size, side by side.
  ///
  /// @throws ShapeException when the sizes differ; names both
  @SuppressWarnings("unchecked")
  public static <S, A, B> Batch<S> scan(
      Function3<? super S, ? super A, ? super B, ? extends S> f, S init, Batch<A> as, Batch<B> bs) {
    return (Batch<S>) Loops.scan(f, x -> f.apply((S) x[0], (A) x[1], (B) x[2]), init, as, bs);
  }

  /// [#scan] to a vector, for states that are reals.
  public static <A> RealVector scanToReal(
      Function2<? super Real, ? super A, Real> f, Real init, Batch<A> as) {
    return reals(scan(f, init, as));
  }

  /// [#scan] to a vector, for states that are reals.
  public static <A, B> RealVector scanToReal(
      Function3<? super Real, ? super A, ? super B, Real> f, Real init, Batch<A> as, Batch<B> bs) {
    return reals(scan(f, init, as, bs));
  }

  /// The windows of `width` neighbours, one from each element on that has enough after it: `size -
  /// width + 1` of them.
  ///
  /// @throws ShapeException when `width` is less than 1 or more than the size; names both
  @SuppressWarnings("unchecked")
  public static <A> Batch<Batch<A>> windows(int width, Batch<A> as) {
    return (Batch<Batch<A>>) Loops.windows(width, as);
  }

  /// Applies `f` to every window of `width` neighbours, as [#map] does: `size - width + 1` results,
  /// the first from the elements 0 to `width - 1`. For elements that are no reals, map over
  /// [#windows].
  ///
  /// @throws ShapeException when `width` is less than 1 or more than the size; names both
  /// @throws MixtapeException what `f` throws, with the index of the window's first element
  @SuppressWarnings("unchecked")
  public static <R> Batch<R> stencil(
      Function1<? super RealVector, ? extends R> f, int width, Batch<Real> as) {
    return map(f, (Batch<RealVector>) Loops.windows(width, as));
  }

  /// [#stencil] to a vector, for functions that answer reals.
  public static RealVector stencilToReal(
      Function1<? super RealVector, Real> f, int width, Batch<Real> as) {
    return reals(stencil(f, width, as));
  }

  // Differentiation and checks.

  /// The value without its derivatives: a constant at every level.
  @SuppressWarnings("unchecked")
  public static <T> T stopGradient(T x) {
    return (T)
        Structure.of(x).build(Structure.leavesOf(x).stream().map(Level::stopGradient).toList());
  }

  /// The column of a batch's tangent that `accessor` names.
  ///
  /// @throws StructureException when the accessor answers no leaf of an element
  public static <T> RealVector column(
      Tangent<? extends Batch<T>> tangent, Function1<? super T, Real> accessor) {
    return Tangent.column(tangent, accessor);
  }

  /// Checks a domain: throws unless `holds`, with each `%s` of `message` replaced by the plain
  /// number of a value.
  ///
  /// @throws DomainException when it does not hold
  public static void require(boolean holds, String message, Real... values) {
    if (holds) return;
    Object[] numbers = new Object[values.length];
    for (int i = 0; i < numbers.length; i++) numbers[i] = values[i].untyped.scalarNumber();
    throw new DomainException(String.format(Locale.ROOT, message, numbers));
  }

  /// Runs `body` and checks every operation in it as [DebugCheck#usual] says: the answer is that of
  /// `body` to the last bit, or an error that names the operation that made the first NaN, in a
  /// value, a tangent or a cotangent, and where it was called.
  ///
  /// What is recorded in `body` stays checked: a pullback that it answers, a sweep around it, a
  /// graph. Other threads are not concerned. A word of debugging inside decides for what is inside
  /// it. The system property `mixtape.debug` turns the checks on for a whole run.
  ///
  /// @throws DebugException when a check fails
  public static <T> T debugging(Supplier<T> body) {
    return Debugging.with(DebugCheck.usual(), body);
  }

  /// Runs `body` with these checks, and no others.
  ///
  /// @param checks none to turn them off inside a body that is debugged
  /// @throws DebugException when a check fails
  public static <T> T debugging(Set<DebugCheck> checks, Supplier<T> body) {
    return Debugging.with(checks, body);
  }
}
