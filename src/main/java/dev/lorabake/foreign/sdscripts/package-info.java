/** Config and dataset config files of sd-scripts itself, in the dialects that front ends write. */
@NullMarked
package dev.lorabake.foreign.sdscripts;

import org.jspecify.annotations.NullMarked;
