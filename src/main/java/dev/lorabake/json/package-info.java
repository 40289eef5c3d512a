/** Reads and writes JSON; the only package that knows Jackson. */
@NullMarked
package dev.lorabake.json;

import org.jspecify.annotations.NullMarked;
