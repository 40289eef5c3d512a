/** Where the results go, and what a run starts from. */
@NullMarked
package dev.lorabake.preflight.rules.saving;

import org.jspecify.annotations.NullMarked;
