using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Workflows.Persistence.Migrations.Sqlite;

/// <summary>Written by hand: registers refuse changes, and the inbox lies in the order in which it is read (WITHOUT ROWID).</summary>
[DbContext(typeof(SqliteWorkflowsDb))]
[Migration("20261123000001_Registers")]
public sealed class Registers : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var trigger in Persistence.Registers.SqliteTriggers()) migrationBuilder.Sql(trigger);

        migrationBuilder.DropTable("Inbox");
        migrationBuilder.Sql("""
            CREATE TABLE "Inbox" (
                "Principal" INTEGER NOT NULL,
                "CreatedAt" TEXT NOT NULL,
                "WorkItemId" INTEGER NOT NULL,
                "Kind" TEXT NOT NULL,
                "CaseId" INTEGER NULL,
                "CallId" INTEGER NOT NULL,
                "ChainId" TEXT NOT NULL,
                "Priority" INTEGER NOT NULL,
                "DueAt" TEXT NULL,
                "RemindedAt" TEXT NULL,
                "CaseNumber" TEXT NULL,
                "Unit" TEXT NOT NULL,
                "Title_En" TEXT NOT NULL,
                "Title_Zh" TEXT NOT NULL,
                CONSTRAINT "PK_Inbox" PRIMARY KEY ("Principal", "CreatedAt" DESC, "WorkItemId" DESC)
            ) WITHOUT ROWID;
            """);
        migrationBuilder.Sql("""CREATE INDEX "IX_Inbox_Principal_CallId_CreatedAt_WorkItemId" ON "Inbox" ("Principal", "CallId", "CreatedAt" DESC, "WorkItemId" DESC);""");
        migrationBuilder.Sql("""CREATE UNIQUE INDEX "IX_Inbox_WorkItemId_Principal" ON "Inbox" ("WorkItemId", "Principal");""");
    }

    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("Registers are not taken down; restore a backup.");
}
