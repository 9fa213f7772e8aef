using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Workflows.Persistence;

/// <summary>How <c>dotnet ef</c> makes the SQLite context; see Migrations/README.md.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteWorkflowsDb>
{
    public SqliteWorkflowsDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteWorkflowsDb>().UseSqlite("Data Source=:memory:").Options);
}

/// <summary>How <c>dotnet ef</c> makes the PostgreSQL context; it connects to nothing.</summary>
internal sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresWorkflowsDb>
{
    public PostgresWorkflowsDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresWorkflowsDb>().UseNpgsql("Host=design").Options);
}
