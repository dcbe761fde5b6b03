package io.sightglass.ui.fx;

import javafx.beans.property.ObjectProperty;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.StyleConverter;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A control that paints with colours from the style sheet: setting the fill of a pooled node costs
/// nothing, where giving it another style class would cost a pass of CSS.
public abstract class Painted extends Region {
    private static final Map<Ink, CssMetaData<Painted, Color>> META = new EnumMap<>(Ink.class);
    private static final List<CssMetaData<? extends Styleable, ?>> ALL =
            new ArrayList<>(Region.getClassCssMetaData());

    static {
        for (var ink : Ink.values()) {
            var meta = new InkMeta(ink);
            META.put(ink, meta);
            ALL.add(meta);
        }
    }

    private final Map<Ink, SimpleStyleableObjectProperty<Color>> inks = new EnumMap<>(Ink.class);

    protected Painted(String styleClass) {
        getStyleClass().addAll("painted", styleClass);
        META.forEach((ink, meta) -> inks.put(ink, new InkProperty(meta, this, ink)));
    }

    /// The colour of `ink` in the theme that applies.
    protected final Color ink(Ink ink) {
        return inkProperty(ink).get();
    }

    private ObjectProperty<Color> inkProperty(Ink ink) {
        var property = inks.get(ink);
        if (property == null) {
            throw new IllegalArgumentException(ink.name());
        }
        return property;
    }

    /// The theme has changed: paint everything again at the next layout.
    protected abstract void repaint();

    public static List<CssMetaData<? extends Styleable, ?>> getClassCssMetaData() {
        return List.copyOf(ALL);
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return ALL;
    }

    private static final class InkProperty extends SimpleStyleableObjectProperty<Color> {
        private final Painted owner;

        private InkProperty(CssMetaData<Painted, Color> meta, Painted owner, Ink ink) {
            super(meta, owner, ink.property(), Color.GRAY);
            this.owner = owner;
        }

        @Override
        protected void invalidated() {
            get();
            owner.repaint();
        }
    }

    private static final class InkMeta extends CssMetaData<Painted, Color> {
        private final Ink ink;

        private InkMeta(Ink ink) {
            super(ink.property(), StyleConverter.getColorConverter(), Color.GRAY);
            this.ink = ink;
        }

        @Override
        public boolean isSettable(Painted node) {
            return !node.inkProperty(ink).isBound();
        }

        @Override
        @SuppressWarnings("unchecked") // an InkProperty is both
        public StyleableProperty<Color> getStyleableProperty(Painted node) {
            return (StyleableProperty<Color>) node.inkProperty(ink);
        }
    }
}
