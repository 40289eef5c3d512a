/** A recipe as files for plain sd-scripts; pure text. */
@NullMarked
package dev.lorabake.render;

import org.jspecify.annotations.NullMarked;
