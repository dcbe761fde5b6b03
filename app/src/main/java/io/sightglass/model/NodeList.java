package io.sightglass.model;

import java.util.AbstractList;
import java.util.Collection;
import java.util.RandomAccess;

/// The children of a node, which never change. Differs from `List.of` in that whoever builds a tree
/// gives the array away and it is not copied once more.
public final class NodeList extends AbstractList<Node> implements RandomAccess {
    private final Node[] nodes;

    private NodeList(Node[] nodes) {
        this.nodes = nodes;
    }

    /// The nodes of an array that nobody changes from now on.
    public static NodeList ofOwned(Node[] nodes) {
        return new NodeList(nodes);
    }

    static NodeList copyOf(Collection<? extends Node> nodes) {
        return nodes instanceof NodeList list ? list : new NodeList(nodes.toArray(new Node[0]));
    }

    @Override
    public Node get(int index) {
        return nodes[index];
    }

    @Override
    public int size() {
        return nodes.length;
    }
}
