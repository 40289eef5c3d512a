@NullMarked
package dev.lorabake.cli;

import org.jspecify.annotations.NullMarked;
