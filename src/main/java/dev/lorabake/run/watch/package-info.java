/** Notices what goes wrong while a training runs, and says so once; it never interferes. */
@NullMarked
package dev.lorabake.run.watch;

import org.jspecify.annotations.NullMarked;
