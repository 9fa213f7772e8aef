namespace Workflows.Bench;

/// <summary>How much is measured on.</summary>
/// <param name="IsQuick">Only to see that it runs.</param>
/// <param name="Size">Of whatever the benchmark has much of, given on the command line; empty: as its gate says.</param>
internal sealed record Extent(bool IsQuick, int? Size)
{
    /// <summary>Of what there is to be much of.</summary>
    public int Of(int all, int quick) => Size ?? (IsQuick ? quick : all);

    /// <summary>How often it is repeated, whatever the size.</summary>
    public int Times(int times, int quick = 1) => IsQuick ? quick : times;
}
