package dev.mixtape.examples;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Events over time and a rate fitted to them, as an SVG.
final class RatePicture {
  /// A rate and its band, as functions of the date.
  record Curve(DoubleUnaryOperator rate, DoubleUnaryOperator lower, DoubleUnaryOperator upper) {}

  private static final int WIDTH = 840;
  private static final int HEIGHT = 480;
  private static final int LEFT = 64;
  private static final int RIGHT = WIDTH - 24;
  private static final int TOP = 88;
  private static final int BOTTOM = HEIGHT - 84;
  private static final int POINTS = 200;

  private final EventDates events;
  private final Curve curve;
  private final double bin;
  private final double highest;
  private final StringBuilder svg = new StringBuilder();

  private RatePicture(EventDates events, Curve curve) {
    this.events = events;
    this.curve = curve;
    this.bin = round(events.span() / Math.clamp(events.dates().length / 8.0, 5, 25));
    double most = 0;
    for (int i = 0; i < bins(); i++) most = Math.max(most, observed(i));
    for (int i = 0; i <= POINTS; i++) most = Math.max(most, curve.upper.applyAsDouble(date(i)));
    this.highest = most * 1.05;
  }

  static String of(EventDates events, Curve curve) {
    RatePicture picture = new RatePicture(events, curve);
    picture.draw();
    return picture.svg.toString();
  }

  private void draw() {
    add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\"", WIDTH, HEIGHT);
    add(" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"13\" fill=\"#333\">\n");
    add("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", WIDTH, HEIGHT);
    title();
    rateAxis();
    for (int i = 0; i < bins(); i++) bar(i);
    add(
        "<polygon points=\"%s %s\" fill=\"#b3402e\" fill-opacity=\"0.2\"/>\n",
        line(curve.upper, false), line(curve.lower, true));
    add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"#b3402e\" stroke-width=\"2.5\"/>\n",
        line(curve.rate, false));
    dateAxis();
    add("</svg>\n");
  }

  private void title() {
    String name = events.name().replace("&", "&amp;").replace("<", "&lt;");
    add(
        "<text x=\"%d\" y=\"32\" font-size=\"19\" font-weight=\"bold\">%s</text>\n",
        LEFT,
        name + ", " + (int) Math.floor(events.first()) + " to " + (int) Math.floor(events.last()));
    int x = LEFT;
    add("<rect x=\"%d\" y=\"51\" width=\"18\" height=\"13\" fill=\"#c9d3de\"/>\n", x);
    add("<text x=\"%d\" y=\"62\">events per year, in bins of %s</text>\n", x + 25, years(bin));
    x += 260;
    add(
        "<rect x=\"%d\" y=\"51\" width=\"26\" height=\"13\" fill=\"#b3402e\""
            + " fill-opacity=\"0.2\"/>\n",
        x);
    add("<path d=\"M%d 57.5h26\" stroke=\"#b3402e\" stroke-width=\"2.5\"/>\n", x);
    add("<text x=\"%d\" y=\"62\">fitted rate, with pointwise 95 %% band</text>\n", x + 33);
    x += 290;
    add("<path d=\"M%d 51v13m4 -13v13m7 -13v13\" stroke=\"#333\" stroke-opacity=\"0.7\"/>\n", x);
    add("<text x=\"%d\" y=\"62\">an event</text>\n", x + 19);
  }

  private static String years(double width) {
    return width == 1 ? "one year" : number(width) + " years";
  }

  private void bar(int i) {
    double from = x(events.first() + i * bin);
    double to = x(Math.min(events.last(), events.first() + (i + 1) * bin));
    double top = y(observed(i));
    add(
        "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"#c9d3de\"/>\n",
        from + 0.75, top, Math.max(0.5, to - from - 1.5), BOTTOM - top);
  }

  private void rateAxis() {
    double step = round(highest / 6);
    for (int i = 0; i * step <= highest; i++) {
      double y = y(i * step);
      if (i > 0)
        add("<path d=\"M%d %.2fH%d\" stroke=\"#000\" stroke-opacity=\"0.08\"/>\n", LEFT, y, RIGHT);
      add(
          "<text x=\"%d\" y=\"%.2f\" text-anchor=\"end\">%s</text>\n",
          LEFT - 9, y + 4.5, number(i * step));
    }
    int middle = (TOP + BOTTOM) / 2;
    add(
        "<text x=\"18\" y=\"%d\" text-anchor=\"middle\" transform=\"rotate(-90 18 %d)\">events per"
            + " year</text>\n",
        middle, middle);
  }

  private void dateAxis() {
    add("<path d=\"M%d %dH%d\" stroke=\"#333\"/>\n", LEFT, BOTTOM, RIGHT);
    add("<path d=\"");
    for (double date : events.dates()) add("M%.2f %dv14", x(date), BOTTOM + 6);
    add("\" stroke=\"#333\" stroke-opacity=\"0.7\"/>\n");
    double step = round(events.span() / 8);
    for (double i = Math.ceil(events.first() / step); i * step <= events.last(); i++) {
      double x = x(i * step);
      add("<path d=\"M%.2f %dv5\" stroke=\"#333\"/>\n", x, BOTTOM + 26);
      add(
          "<text x=\"%.2f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
          x, BOTTOM + 46, number(i * step));
    }
    add(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">year</text>\n",
        (LEFT + RIGHT) / 2, BOTTOM + 70);
  }

  private int bins() {
    return (int) Math.ceil(events.span() / bin - 1e-9);
  }

  /// Events per year in bin `i`; the first event only starts the clock.
  private double observed(int i) {
    double from = events.first() + i * bin;
    double to = Math.min(events.last(), from + bin);
    long count =
        IntStream.range(1, events.dates().length)
            .filter(k -> events.dates()[k] > from && events.dates()[k] <= to)
            .count();
    return count / (to - from);
  }

  private String line(DoubleUnaryOperator f, boolean backwards) {
    return IntStream.rangeClosed(0, POINTS)
        .mapToDouble(i -> date(backwards ? POINTS - i : i))
        .mapToObj(t -> String.format(Locale.ROOT, "%.2f,%.2f", x(t), y(f.applyAsDouble(t))))
        .collect(Collectors.joining(" "));
  }

  private double date(int point) {
    return events.first() + events.span() * point / POINTS;
  }

  private double x(double date) {
    return LEFT + (RIGHT - LEFT) * (date - events.first()) / events.span();
  }

  private double y(double rate) {
    return BOTTOM - (BOTTOM - TOP) * rate / highest;
  }

  /// The next of 1, 2, 5, 10 … that is not below `x`.
  private static double round(double x) {
    double power = Math.pow(10, Math.floor(Math.log10(x)));
    for (int digit : new int[] {1, 2, 5}) if (digit * power >= x) return digit * power;
    return 10 * power;
  }

  private static String number(double x) {
    return String.format(Locale.ROOT, "%.6g", x).replaceFirst("\\.?0+$", "");
  }

  @SuppressWarnings("AnnotateFormatMethod") // The annotation would be one more dependency.
  private void add(String text, Object... arguments) {
    svg.append(String.format(Locale.ROOT, text, arguments));
  }
}
