/** One table proves every rule: what it must find, what it must leave alone. */
@NullMarked
package dev.lorabake.preflight;

import org.jspecify.annotations.NullMarked;
