/** Tests of the way from bytes to events, on transcripts of the real trainer. */
@NullMarked
package dev.lorabake.log;

import org.jspecify.annotations.NullMarked;
