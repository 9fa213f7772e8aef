using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Workflows.Persistence.Migrations.Sqlite;

/// <summary>Written by hand: the table of seal uses was rebuilt and lost its triggers; its new columns are guarded too. Seals that were there are served by the built-in provider; destroyed is now revoked.</summary>
[DbContext(typeof(SqliteWorkflowsDb))]
[Migration("20261125172453_PaperRegisters")]
public sealed class PaperRegisters : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""UPDATE "Seals" SET "Provider" = 'internal' WHERE "Provider" = '';""");
        migrationBuilder.Sql("""UPDATE "Seals" SET "Status" = 'Revoked' WHERE "Status" = 'Destroyed';""");
        foreach (var trigger in Persistence.Registers.SqliteTriggers().Where(t => t.Contains("\"SealUses_", StringComparison.Ordinal)).Concat(Persistence.Registers.LaterSqliteTriggers())) migrationBuilder.Sql(trigger);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("Registers are not taken down; restore a backup.");
}
