using Microsoft.EntityFrameworkCore;

namespace Workflows.Persistence;

/// <summary>The embedded database.</summary>
public sealed class SqliteWorkflowsDb(DbContextOptions<SqliteWorkflowsDb> options) : WorkflowsDb(options);
