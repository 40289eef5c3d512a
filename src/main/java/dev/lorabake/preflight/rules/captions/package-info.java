/** Caption files and what becomes of captions. */
@NullMarked
package dev.lorabake.preflight.rules.captions;

import org.jspecify.annotations.NullMarked;
