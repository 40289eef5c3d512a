/** The TOML of LoRA_Easy_Training_Scripts, which plain sd-scripts does not take. */
@NullMarked
package dev.lorabake.foreign.loraeasy;

import org.jspecify.annotations.NullMarked;
