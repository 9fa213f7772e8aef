using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Workflows.Persistence.Migrations.Postgres;

/// <summary>Written by hand: the new columns of seal uses are guarded like the others. Seals that were there are served by the built-in provider; destroyed is now revoked.</summary>
[DbContext(typeof(PostgresWorkflowsDb))]
[Migration("20261125172504_PaperRegisters")]
public sealed class PaperRegisters : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""UPDATE "Seals" SET "Provider" = 'internal' WHERE "Provider" = '';""");
        migrationBuilder.Sql("""UPDATE "Seals" SET "Status" = 'Revoked' WHERE "Status" = 'Destroyed';""");
        foreach (var trigger in Persistence.Registers.LaterPostgresTriggers()) migrationBuilder.Sql(trigger);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("Registers are not taken down; restore a backup.");
}
