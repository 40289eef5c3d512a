/**
 * The text UI. A {@link dev.lorabake.tui.Screen} is a value: messages make another one of it, and
 * it paints itself. What reaches out (files, processes, clocks) is an {@link
 * dev.lorabake.tui.Effect} that the {@link dev.lorabake.tui.App} carries out beside the loop.
 */
@NullMarked
package dev.lorabake.tui;

import org.jspecify.annotations.NullMarked;
