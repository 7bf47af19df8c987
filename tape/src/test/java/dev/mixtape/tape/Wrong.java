package dev.mixtape.tape;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Something that must not be done, and what the error says about it.
@SuppressWarnings("ArrayRecordComponent")
public record Wrong(
    String name, Runnable action, Class<? extends RuntimeException> type, String... says) {
  public void mustBeRefused() {
    assertThatThrownBy(action::run).isInstanceOf(type).message().contains(says);
  }

  @Override
  public String toString() {
    return name;
  }
}
