package dev.mixtape.examples;

import java.io.Serial;

/// Something is wrong with what the user gave; the message is one sentence for them.
final class BadInputException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  BadInputException(String message) {
    super(message);
  }
}
