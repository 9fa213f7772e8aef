using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Workflows.Persistence.Migrations.Sqlite;

/// <summary>Written by hand: registers refuse INSERT OR REPLACE, which takes a row away without asking their triggers against removal.</summary>
[DbContext(typeof(SqliteWorkflowsDb))]
[Migration("20261130000001_NothingIsReplaced")]
public sealed class NothingIsReplaced : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var trigger in Persistence.Registers.SqliteReplacements()) migrationBuilder.Sql(trigger);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var trigger in Persistence.Registers.SqliteReplacementsGone()) migrationBuilder.Sql(trigger);
    }
}
