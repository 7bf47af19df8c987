/// Checks for whoever writes rules or tapes: they report, and know no test framework.
///
/// | I want | Type |
/// |---|---|
/// | to hold a tape of my own to the scenarios | [TapeKit], [TapeUnderTest], [EngineUnderTest] |
@NullMarked
package dev.mixtape.bridge.testing;

import org.jspecify.annotations.NullMarked;
