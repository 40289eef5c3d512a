/** Where one starts: the recipes of the folder and its latest runs. */
@NullMarked
package dev.lorabake.tui.home;

import org.jspecify.annotations.NullMarked;
