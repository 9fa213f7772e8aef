using Microsoft.EntityFrameworkCore;

namespace Workflows.Persistence;

/// <summary>PostgreSQL 15 or later.</summary>
public sealed class PostgresWorkflowsDb(DbContextOptions<PostgresWorkflowsDb> options) : WorkflowsDb(options);
