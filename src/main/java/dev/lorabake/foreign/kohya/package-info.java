/** The settings of kohya_ss, the graphical interface to sd-scripts, which it saves as JSON. */
@NullMarked
package dev.lorabake.foreign.kohya;

import org.jspecify.annotations.NullMarked;
