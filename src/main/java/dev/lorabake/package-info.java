/** What every package may use: the error a user can mend. */
@NullMarked
package dev.lorabake;

import org.jspecify.annotations.NullMarked;
