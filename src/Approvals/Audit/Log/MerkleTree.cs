using System.Security.Cryptography;

namespace Workflows.Approvals.Audit.Log;

/// <summary>A complete part of the tree: 2^<paramref name="Level"/> entries, the <paramref name="Position"/>th such part from the left, counted from 0.</summary>
public readonly record struct TreePart(int Level, long Position);

/// <summary>
/// The arithmetic of the log (RFC 6962, section 2.1): a binary tree over the hashes of the entries in the order in which they came in. A root stands for
/// every entry up to a size; a path of about log2(size) hashes proves that one entry is among them.
/// </summary>
public static class MerkleTree
{
    /// <summary>Hash of an entry as a leaf; the leading byte keeps leaves and nodes apart.</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> entryHash) => SHA256.HashData([0, .. entryHash]);

    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => SHA256.HashData([1, .. left, .. right]);

    /// <summary>The complete parts of a tree of this size, from left to right: the largest first.</summary>
    public static IEnumerable<TreePart> Parts(long size) => Parts(0, size);

    /// <summary>The root over a tree whose complete parts have these hashes, from left to right; of an empty tree the hash of nothing.</summary>
    public static byte[] Root(IReadOnlyList<byte[]> parts)
    {
        if (parts.Count == 0) return SHA256.HashData([]);
        var root = parts[^1];
        for (var at = parts.Count - 2; at >= 0; at--) root = Node(parts[at], root);
        return root;
    }

    /// <summary>What the path of an entry is made of, from the leaf to the root: each step is the root over these parts.</summary>
    /// <param name="index">Of the entry, 0 … size − 1.</param>
    public static IReadOnlyList<IReadOnlyList<TreePart>> Path(long index, long size)
    {
        if (index < 0 || index >= size) throw new ArgumentOutOfRangeException(nameof(index), index, $"Expected the index of an entry below {size}. Ask for entries that are in the log.");
        var steps = new List<IReadOnlyList<TreePart>>();
        var start = 0L;
        while (size > 1)
        {
            var left = HalfOf(size);
            if (index < left)
            {
                steps.Add([.. Parts(start + left, size - left)]);
                size = left;
            }
            else
            {
                steps.Add([.. Parts(start, left)]);
                (start, index, size) = (start + left, index - left, size - left);
            }
        }
        steps.Reverse();
        return steps;
    }

    /// <summary>The root that a leaf and its path lead to; null when the path has the wrong length. RFC 9162, 2.1.3.2.</summary>
    public static byte[]? RootOf(byte[] leaf, long index, long size, IEnumerable<byte[]> path)
    {
        if (index < 0 || index >= size) return null;
        var (node, last, root) = (index, size - 1, leaf);
        foreach (var step in path)
        {
            if (last == 0) return null;
            if ((node & 1) == 1 || node == last)
            {
                root = Node(step, root);
                while ((node & 1) == 0 && node != 0) (node, last) = (node >> 1, last >> 1);
            }
            else
            {
                root = Node(root, step);
            }
            (node, last) = (node >> 1, last >> 1);
        }
        return last == 0 ? root : null;
    }

    private static IEnumerable<TreePart> Parts(long start, long size)
    {
        while (size > 0)
        {
            var level = 63 - long.LeadingZeroCount(size);
            yield return new TreePart((int)level, start >> (int)level);
            start += 1L << (int)level;
            size -= 1L << (int)level;
        }
    }

    /// <summary>The largest power of two below the size.</summary>
    private static long HalfOf(long size) => 1L << (int)(63 - long.LeadingZeroCount(size - 1));
}
