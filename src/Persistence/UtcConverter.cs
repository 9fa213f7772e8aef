using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Workflows.Persistence;

/// <summary>
/// Instants are kept as UTC without an offset, to the microsecond: the finest both databases keep, and sortable on SQLite.
/// </summary>
internal sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
    instant => new DateTime(instant.UtcTicks - instant.UtcTicks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc),
    stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
