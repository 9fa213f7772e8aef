using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Workflows.Persistence.Migrations.Postgres;

/// <summary>Nothing: PostgreSQL has no statement that replaces rows unasked. An export names the last migration, and either database has to know it.</summary>
[DbContext(typeof(PostgresWorkflowsDb))]
[Migration("20261130000001_NothingIsReplaced")]
public sealed class NothingIsReplaced : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
    }
}
