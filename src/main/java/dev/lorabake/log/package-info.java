/** The trainer's bytes as lines, and lines as events. */
@NullMarked
package dev.lorabake.log;

import org.jspecify.annotations.NullMarked;
