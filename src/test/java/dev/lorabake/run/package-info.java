/**
 * Run directories, journals and verdicts, and runs of a stand-in trainer; needs {@code python3}.
 */
@NullMarked
package dev.lorabake.run;

import org.jspecify.annotations.NullMarked;
