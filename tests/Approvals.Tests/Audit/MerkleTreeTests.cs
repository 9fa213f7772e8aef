using System.Text;
using Workflows.Approvals.Audit.Log;

namespace Workflows.Approvals.Tests.Audit;

public class MerkleTreeTests
{
    /// <summary>The inputs and roots that implementations of RFC 6962 publish as their common test data.</summary>
    private static readonly byte[][] Known =
    [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
        [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57], Enumerable.Range(0x60, 16).Select(b => (byte)b).ToArray(),
    ];

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Roots_are_those_of_the_standard(int size, string root) =>
        Convert.ToHexStringLower(MerkleTree.Root([.. MerkleTree.Parts(size).Select(part => Whole(part, Known))])).ShouldBe(root);

    [Fact]
    public void Every_path_of_every_tree_up_to_seventy_leads_to_its_root_and_no_other_leaf_does()
    {
        for (var size = 1; size <= 70; size++)
        {
            var entries = Enumerable.Range(0, size).Select(i => Encoding.UTF8.GetBytes($"entry {i}")).ToArray();
            var root = MerkleTree.Root([.. MerkleTree.Parts(size).Select(part => Whole(part, entries))]);
            for (var index = 0; index < size; index++)
            {
                var path = MerkleTree.Path(index, size).Select(parts => MerkleTree.Root([.. parts.Select(part => Whole(part, entries))])).ToList();
                MerkleTree.RootOf(MerkleTree.Leaf(entries[index]), index, size, path).ShouldBe(root, $"entry {index} of {size}");
                MerkleTree.RootOf(MerkleTree.Leaf([0xff]), index, size, path).ShouldNotBe(root);
                if (size > 1) MerkleTree.RootOf(MerkleTree.Leaf(entries[index]), (index + 1) % size, size, path).ShouldNotBe(root);
                MerkleTree.RootOf(MerkleTree.Leaf(entries[index]), index, size, [.. path, root]).ShouldBeNull();
            }
        }
    }

    private static byte[] Whole(TreePart part, byte[][] entries) => part.Level == 0
        ? MerkleTree.Leaf(entries[part.Position])
        : MerkleTree.Node(Whole(new TreePart(part.Level - 1, part.Position * 2), entries), Whole(new TreePart(part.Level - 1, (part.Position * 2) + 1), entries));
}
