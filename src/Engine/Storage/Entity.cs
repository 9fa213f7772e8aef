namespace Elsa.Common.Entities;

/// <summary>Something stored, by id.</summary>
public abstract class Entity
{
    public string Id { get; set; } = null!;
    public string? TenantId { get; set; }
}

/// <summary>Something stored of which there are versions.</summary>
public abstract class VersionedEntity : Entity
{
    public DateTimeOffset CreatedAt { get; set; }
    public int Version { get; set; }
    public bool IsLatest { get; set; }
    public bool IsPublished { get; set; }
}
