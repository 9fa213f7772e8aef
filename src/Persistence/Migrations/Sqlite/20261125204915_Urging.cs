using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Urging : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "EscalatedAt",
                table: "WorkItems",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EscalatesTo",
                table: "WorkItems",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Head");

            migrationBuilder.AddColumn<DateTime>(
                name: "RemindedAt",
                table: "WorkItems",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RemindsAt",
                table: "WorkItems",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RemindedAt",
                table: "Inbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Escalations",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    WorkItemId = table.Column<long>(type: "INTEGER", nullable: false),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: true),
                    CallId = table.Column<long>(type: "INTEGER", nullable: false),
                    SeatId = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Escalations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Escalations_Seats_SeatId",
                        column: x => x.SeatId,
                        principalTable: "Seats",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_WorkItems_RemindsAt",
                table: "WorkItems",
                column: "RemindsAt");

            migrationBuilder.CreateIndex(
                name: "IX_Escalations_CaseId",
                table: "Escalations",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_Escalations_SeatId_At",
                table: "Escalations",
                columns: new[] { "SeatId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Escalations_WorkItemId",
                table: "Escalations",
                column: "WorkItemId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Escalations");

            migrationBuilder.DropIndex(
                name: "IX_WorkItems_RemindsAt",
                table: "WorkItems");

            migrationBuilder.DropColumn(
                name: "EscalatedAt",
                table: "WorkItems");

            migrationBuilder.DropColumn(
                name: "EscalatesTo",
                table: "WorkItems");

            migrationBuilder.DropColumn(
                name: "RemindedAt",
                table: "WorkItems");

            migrationBuilder.DropColumn(
                name: "RemindsAt",
                table: "WorkItems");

            migrationBuilder.DropColumn(
                name: "RemindedAt",
                table: "Inbox");
        }
    }
}
