package dev.mixtape.distributions;

import dev.mixtape.algebra.Real;
import io.vavr.Function1;
import io.vavr.Function2;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The functions and statistics of every distribution, by name.
final class Words {
  static final Map<String, Function2<Distribution, Real, Real>> FUNCTIONS = new LinkedHashMap<>();
  static final Map<String, Function1<Distribution, Real>> STATISTICS = new LinkedHashMap<>();

  static {
    FUNCTIONS.put("logpdf", Distribution::logpdf);
    FUNCTIONS.put("pdf", Distribution::pdf);
    FUNCTIONS.put("cdf", Distribution::cdf);
    FUNCTIONS.put("ccdf", Distribution::ccdf);
    FUNCTIONS.put("logcdf", Distribution::logcdf);
    FUNCTIONS.put("logccdf", Distribution::logccdf);
    FUNCTIONS.put("quantile", Distribution::quantile);

    STATISTICS.put("mean", Distribution::mean);
    STATISTICS.put("variance", Distribution::variance);
    STATISTICS.put("std", Distribution::std);
    STATISTICS.put("mode", Distribution::mode);
    STATISTICS.put("entropy", Distribution::entropy);
    STATISTICS.put("skewness", Distribution::skewness);
    STATISTICS.put("kurtosis", Distribution::kurtosis);
  }

  private Words() {}

  static Set<String> functions() {
    return FUNCTIONS.keySet();
  }

  static Stream<String> all() {
    return Stream.concat(FUNCTIONS.keySet().stream(), STATISTICS.keySet().stream());
  }
}
