@NullMarked
package dev.lorabake.foreign.command;

import org.jspecify.annotations.NullMarked;
