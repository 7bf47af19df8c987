/// The reverse-mode tape and its graphs.
module dev.mixtape.tape {
  requires transitive dev.mixtape.bridge;
  requires static org.jspecify;

  exports dev.mixtape.tape;
  exports dev.mixtape.tape.graph;

  provides dev.mixtape.bridge.ReverseEngine with
      dev.mixtape.tape.engine.TapeEngine;
}
