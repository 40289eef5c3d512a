@NullMarked
package dev.lorabake.foreign.onetrainer;

import org.jspecify.annotations.NullMarked;
