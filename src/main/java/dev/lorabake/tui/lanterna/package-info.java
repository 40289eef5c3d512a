/** The terminal itself; alone knows Lanterna. */
@NullMarked
package dev.lorabake.tui.lanterna;

import org.jspecify.annotations.NullMarked;
