namespace Elsa.Common.Models;

/// <summary>Part of a list, and how long the whole list is.</summary>
public record Page<T>(ICollection<T> Items, long TotalCount);

/// <summary>Which part of a list is wanted; null means from the start, or to the end.</summary>
public record PageArgs
{
    public int? Offset { get; init; }
    public int? Limit { get; init; }

    public static PageArgs All => new();
    public static PageArgs FromPage(int? page, int? pageSize) => new() { Offset = page * pageSize, Limit = pageSize };
    public static PageArgs FromRange(int? offset, int? limit) => new() { Offset = offset, Limit = limit };
}
