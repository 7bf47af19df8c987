package dev.mixtape.bridge;

import java.util.Objects;

/// Something that an engine says about itself to the rules it asks, in a [RuleContext].
///
/// An engine that says nothing is taken for one that can little and asks for much, so a rule that
/// reads a trait is right at every engine. Anybody may define more:
///
/// ```java
/// static final EngineTrait<Integer> DEVICES = new EngineTrait<>("devices", Integer.class, 0);
/// ```
///
/// Two traits of equal name, type and `unsaid` are one.
///
/// @param name what errors and texts call it
/// @param type the type of its values
/// @param unsaid its value where the engine does not say
public record EngineTrait<T>(String name, Class<T> type, T unsaid) {
  /// The engine has a use for the tangents of captured values. Without it, a forward node that
  /// captured an active value refuses, and a rule that answers some is an error.
  public static final EngineTrait<Boolean> CAPTURES =
      new EngineTrait<>("captures", Boolean.class, false);

  /// The engine has read what a pullback answered before it asks anything else of the rule, so that
  /// a pullback may answer arrays that it will fill again.
  public static final EngineTrait<Boolean> MUTATION =
      new EngineTrait<>("mutation", Boolean.class, false);

  /// To how many cotangents the engine is going to apply a pullback at once.
  public static final EngineTrait<Integer> CHUNK = new EngineTrait<>("chunk", Integer.class, 1);

  /// The pullback may be differentiated. Where it is not, arguments, value and cotangents are plain
  /// numbers, and asking with others is an error.
  public static final EngineTrait<Boolean> SECOND_ORDER =
      new EngineTrait<>("second order", Boolean.class, true);

  /// Several threads may apply one pullback at once.
  public static final EngineTrait<Boolean> THREADS =
      new EngineTrait<>("threads", Boolean.class, true);

  /// What differentiates in reverse for a rule that asks by [Bridge#rruleViaAd].
  public static final EngineTrait<ReverseEngine> REVERSE =
      new EngineTrait<>("reverse mode", ReverseEngine.class, Engines.REVERSE);

  /// What differentiates forwards for a rule that asks by [Bridge#fruleViaAd].
  public static final EngineTrait<ForwardEngine> FORWARD =
      new EngineTrait<>("forward mode", ForwardEngine.class, Engines.FORWARD);

  /// A trait; nothing is null.
  public EngineTrait {
    Objects.requireNonNull(name, "a trait has a name");
    Objects.requireNonNull(type, "a trait has a type");
    Objects.requireNonNull(unsaid, "a trait has a value where the engine does not say");
  }
}
