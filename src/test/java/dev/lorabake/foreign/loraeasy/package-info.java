@NullMarked
package dev.lorabake.foreign.loraeasy;

import org.jspecify.annotations.NullMarked;
