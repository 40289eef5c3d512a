/** One run: how far it is, its loss, its GPUs, its files, what it told. */
@NullMarked
package dev.lorabake.tui.training;

import org.jspecify.annotations.NullMarked;
