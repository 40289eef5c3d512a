@NullMarked
package dev.lorabake.foreign.kohya;

import org.jspecify.annotations.NullMarked;
